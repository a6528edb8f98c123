package dev.tributary.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The examples of the repository, wherever below it a test runs. */
public final class Examples {
    private Examples() {}

    /** The folder of the examples. */
    public static Path dir() {
        for (@Nullable Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("examples"))) {
                return at.resolve("examples");
            }
        }
        throw new IllegalStateException(
                "no folder examples above " + Path.of("").toAbsolutePath());
    }

    /** One folder per example, by name. */
    public static List<Path> all() {
        return list(dir()).stream()
                .filter(example -> Files.exists(views(example)))
                .toList();
    }

    /** The view file of an example. */
    public static Path views(Path example) {
        return example.resolve("views.yaml");
    }

    /** The case files of an example, by name. */
    public static List<Path> cases(Path example) {
        return list(example.resolve("cases"));
    }

    private static List<Path> list(Path dir) {
        try (Stream<Path> files = Files.list(dir)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
