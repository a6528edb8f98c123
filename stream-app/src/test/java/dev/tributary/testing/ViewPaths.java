package dev.tributary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Which files a directory of views and cases has. */
final class ViewPaths {
    private ViewPaths() {}

    /** The view files: the path itself, or the directory's {@code views.yaml}, or all of its {@code views/}. */
    static List<Path> views(Path fileOrDirectory) {
        if (!Files.isDirectory(fileOrDirectory)) {
            return List.of(fileOrDirectory);
        }
        Path single = fileOrDirectory.resolve("views.yaml");
        List<Path> several = yamlFiles(fileOrDirectory.resolve("views"));
        return Files.exists(single) || several.isEmpty() ? List.of(single) : several;
    }

    /** The case files of a directory, by name. */
    static List<Path> cases(Path directory) {
        return yamlFiles(directory.resolve("cases"));
    }

    private static List<Path> yamlFiles(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
