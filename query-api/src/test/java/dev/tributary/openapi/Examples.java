package dev.tributary.openapi;

import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The repository's examples. */
final class Examples {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Examples() {}

    static List<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("examples"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    static List<Plan> plans(String example) {
        return plans(
                ViewFiles.load(List.of(ROOT.resolve("examples").resolve(example).resolve("views.yaml")))
                        .model());
    }

    /** The views of a view file's text. */
    static List<Plan> plansOf(String file) {
        return plans(ViewFiles.parse(Map.of("views.yaml", file)).model());
    }

    private static List<Plan> plans(Model model) {
        return model.views().values().stream()
                .map(view -> Planner.plan(model, view))
                .toList();
    }
}
