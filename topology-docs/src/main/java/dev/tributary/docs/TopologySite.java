package dev.tributary.docs;

import dev.tributary.view.Model;
import dev.tributary.view.View;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The pages of a model's views as HTML, and the files that they refer to, all beside each other. Nothing is loaded from
 * elsewhere. Thread-safe.
 */
public final class TopologySite {
    private static final List<String> FILES = List.of("page.css", "draw.js", "mermaid.min.js");

    private final Model model;

    public TopologySite(Model model) {
        this.model = model;
    }

    /** The page of the view of that name, in UTF-8; empty when there is no such view. */
    public Optional<byte[]> page(String name) {
        View view = model.views().get(name);
        return view == null ? Optional.empty() : Optional.of(page(view));
    }

    private byte[] page(View view) {
        return HtmlPage.of(view.name(), TopologyDocs.page(model, view)).getBytes(StandardCharsets.UTF_8);
    }

    /** A file that the pages refer to, by its name, which has a dot; empty when they refer to no such file. */
    public Optional<byte[]> file(String name) {
        return FILES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    private static byte[] read(String name) {
        try (InputStream in = TopologySite.class.getResourceAsStream("site/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "there is no site/" + name + " on the class path: the build left it out");
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new IllegalStateException("cannot read site/" + name + " of the class path", broken);
        }
    }
}
