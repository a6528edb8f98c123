package dev.tributary.runtime;

import dev.tributary.config.ServiceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which applications this instance has run, and when last: a file for each in the state directory, with the service's name in
 * it. Names of groups and topics alone do not tell whose they are: {@code shop} has a view {@code eu-orders}, or
 * {@code shop-eu} has {@code orders}. Copies of what did not run for longer than its logs keep deletions go before it runs again.
 */
final class KnownApplications {
    private static final Logger LOG = LoggerFactory.getLogger(KnownApplications.class);

    /** Less than for what logs keep deletions, by more than the time between two notes. */
    static final Duration COPIES_LAST = Cluster.DELETIONS_KEPT.minusHours(2);

    private final Path stateDir;
    private final Path directory;
    private final String service;

    KnownApplications(ServiceConfig config) {
        stateDir = config.stateDir();
        directory = stateDir.resolve("applications");
        service = config.service();
    }

    /** One that was run until then. */
    record Known(String id, Instant lastRun) {}

    /**
     * It is run from now on.
     *
     * @throws UncheckedIOException when copies that may have missed deletions cannot be deleted
     */
    void begin(String id) {
        known(directory.resolve(id))
                .filter(each -> each.lastRun.isBefore(Instant.now().minus(COPIES_LAST)))
                .ifPresent(each -> {
                    LOG.warn(
                            "{} was last run here at {}: its copies are made anew from their logs, which keep deletions for {} hours",
                            id,
                            each.lastRun,
                            Cluster.DELETIONS_KEPT.toHours());
                    deleteCopies(id);
                });
        note(id);
    }

    private void deleteCopies(String id) {
        try {
            Utils.delete(stateDir.resolve(id).toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete the copies of " + id + ": " + failure, failure);
        }
    }

    /** It is running, and follows its logs. */
    void note(String id) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(id), service);
        } catch (IOException failure) {
            LOG.warn("Cannot note that {} is run: what it leaves behind is not removed by itself", id, failure);
        }
    }

    /** Those of this service that are not among these. */
    List<Known> besides(Collection<String> running) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(file -> known(file).stream())
                    .filter(each -> !running.contains(each.id))
                    .sorted((a, b) -> a.id.compareTo(b.id))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot tell which applications were run: " + failure, failure);
        }
    }

    private Optional<Known> known(Path file) {
        try {
            FileTime lastRun = Files.getLastModifiedTime(file);
            return Files.readString(file).equals(service)
                    ? Optional.of(new Known(file.getFileName().toString(), lastRun.toInstant()))
                    : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Deletes its local state; as long as that fails, it stays known. */
    void forget(String id, BuiltMarks marks) {
        deleteCopies(id);
        try {
            marks.removeAll(id);
            Files.deleteIfExists(directory.resolve(id));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete what is noted of " + id + ": " + failure, failure);
        }
    }
}
