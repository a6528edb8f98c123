package dev.tributary.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been completed once and need not be waited for again: an empty file of the state directory for each. The time of the
 * file tells up to when it is known to be current.
 */
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

    /** Up to when that one was noted to be current, by {@link Progress#clockMs}; empty when it has not been completed. */
    OptionalLong current(String name) {
        try {
            Instant until = Files.getLastModifiedTime(directory.resolve(name)).toInstant();
            Duration since = Duration.between(until, Instant.now());
            return OptionalLong.of(Progress.clockMs() - Math.max(0, since.toMillis()));
        } catch (IOException missing) {
            return OptionalLong.empty();
        }
    }

    /** Notes up to when that one is current. Where that cannot be noted it seems older than it is, which does no harm. */
    void putCurrent(String name, long untilMs) {
        try {
            Instant until = Instant.now().minusMillis(Progress.clockMs() - untilMs);
            Files.setLastModifiedTime(directory.resolve(name), FileTime.from(until));
        } catch (IOException failure) {
            LOG.debug("Cannot note up to when {} is current", name, failure);
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
