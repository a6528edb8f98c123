package dev.tributary.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder that one process uses at a time: the lock goes with the process, however that ends. Must be closed. */
public final class FolderLock implements AutoCloseable {
    private static final String FILE = "in-use";

    private final FileChannel lock;

    private FolderLock(FileChannel lock) {
        this.lock = lock;
    }

    /**
     * Takes a folder that is there.
     *
     * @throws SandboxException when another process has it, or this one already
     */
    public static FolderLock take(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isTaken(channel)) {
                channel.close();
                throw new SandboxException(folder + " is in use by process " + Files.readString(file)
                        + ": end that, or choose another folder");
            }
            // by the same channel: the system lets go of the lock when any other of this process is closed
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new SandboxException("cannot use the folder " + folder + ": " + e, e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
