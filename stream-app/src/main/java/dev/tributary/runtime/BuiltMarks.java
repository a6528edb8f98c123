package dev.tributary.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been completed once and need not be waited for again: an empty file of the state directory for each. */
final class BuiltMarks {
    private static final Logger LOG = LoggerFactory.getLogger(BuiltMarks.class);

    private final Path directory;

    BuiltMarks(Path stateDir) {
        directory = stateDir.resolve("built");
    }

    boolean has(String name) {
        return Files.exists(directory.resolve(name));
    }

    void put(String name) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name), "");
        } catch (IOException failure) {
            LOG.warn("Cannot note that {} is complete: it will be checked again at the next start", name, failure);
        }
    }

    /** Those of an application, the ones that begin with its name included. */
    void removeAll(String application) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(directory, application + "*")) {
            for (Path mark : marks) {
                Files.deleteIfExists(mark);
            }
        }
    }
}
