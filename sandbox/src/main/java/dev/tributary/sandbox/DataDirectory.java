package dev.tributary.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a broker keeps its data: a given directory, which stays, or a temporary one, which goes.
 *
 * <p>It is locked here and not only by Kafka: a Kafka that finds its directory locked ends the whole JVM.
 */
final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final boolean temporary;
    private final FolderLock lock;

    private DataDirectory(Path path, boolean temporary, FolderLock lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    static DataDirectory open(@Nullable Path given) {
        try {
            Path path = given == null
                    ? Files.createTempDirectory("tributary-kafka-")
                    : Files.createDirectories(given).toAbsolutePath();
            return new DataDirectory(path, given == null, FolderLock.take(path));
        } catch (IOException e) {
            throw new SandboxException("cannot use " + given + " as Kafka's data directory: " + e, e);
        }
    }

    Path path() {
        return path;
    }

    /** Kafka writes this file last when it formats a directory. */
    boolean isFormatted() {
        return Files.exists(path.resolve("meta.properties"));
    }

    @Override
    public void close() {
        try {
            lock.close();
            if (temporary) {
                delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
