package dev.tributary.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for state that is not to be kept. */
final class TemporaryState implements AutoCloseable {
    private final Path directory;

    TemporaryState() {
        try {
            directory = Files.createTempDirectory("tributary-state");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make a temporary folder", failure);
        }
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        List<Path> contents;
        try (Stream<Path> all = Files.walk(directory)) {
            contents = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : contents) {
            Files.deleteIfExists(each);
        }
    }
}
