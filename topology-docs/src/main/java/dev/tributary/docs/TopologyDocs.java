package dev.tributary.docs;

import dev.tributary.view.Model;
import dev.tributary.view.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Describes the views of a model in Markdown with Mermaid graphs. The same model always gives the same text. */
public final class TopologyDocs {
    private TopologyDocs() {}

    /** All pages by file name: the index {@code README.md}, then a page per view. */
    public static Map<String, String> pages(Model model) {
        return Pages.of(model);
    }

    /** The page of one view of the model. */
    public static String page(Model model, View view) {
        return ViewPage.markdown(model, view);
    }

    /** Writes all pages into a folder, which is made when it is not there. Other files of the folder stay. */
    public static void write(Model model, Path dir) throws IOException {
        Files.createDirectories(dir);
        for (Map.Entry<String, String> page : pages(model).entrySet()) {
            Files.writeString(dir.resolve(page.getKey()), page.getValue());
        }
    }
}
