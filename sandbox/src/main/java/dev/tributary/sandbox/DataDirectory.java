package dev.tributary.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private final FileChannel lock;

    private DataDirectory(Path path, boolean temporary, FileChannel lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    static DataDirectory open(@Nullable Path given) {
        try {
            Path path = given == null
                    ? Files.createTempDirectory("tributary-kafka-")
                    : Files.createDirectories(given).toAbsolutePath();
            return new DataDirectory(path, given == null, lock(path));
        } catch (IOException e) {
            throw new SandboxException("cannot use " + given + " as Kafka's data directory: " + e, e);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("sandbox.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new SandboxException("another Kafka is running on " + directory + "; stop it, or choose another one");
        }
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
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
