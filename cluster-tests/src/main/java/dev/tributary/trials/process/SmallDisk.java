package dev.tributary.trials.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A file system of its own for one folder, in memory, which can be filled until it takes no more. */
public final class SmallDisk implements AutoCloseable {
    private static final Duration MOUNTED_WITHIN = Duration.ofSeconds(10);
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final Set<SmallDisk> MOUNTED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> MOUNTED.forEach(SmallDisk::close), "unmount-small-disks"));
    }

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts one.
     *
     * @throws IllegalStateException when this user may not
     */
    public static SmallDisk mount(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
        String said = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        if (!said.isEmpty()) {
            throw new IllegalStateException("cannot mount a tmpfs of " + megabytes + " MB on " + folder
                    + ", which trials with full disks need: run them as root, in a container with the capability"
                    + " SYS_ADMIN. mount said: " + said);
        }
        SmallDisk disk = new SmallDisk(folder);
        MOUNTED.add(disk);
        return disk;
    }

    public Path folder() {
        return folder;
    }

    /** Fills it to the last byte. */
    public void fill() {
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // as it should be
        }
    }

    /** Gives back what {@link #fill} took. */
    public void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot free " + folder, e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Unmounts it, even while it is in use. */
    @Override
    public void close() {
        if (MOUNTED.remove(this)) {
            String said = run("umount", "-l", folder.toString());
            if (!said.isEmpty()) {
                throw new IllegalStateException("cannot unmount " + folder + ": " + said);
            }
        }
    }

    /** What a command complained of; empty when all went well. */
    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            if (!process.waitFor(MOUNTED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return "no answer within " + MOUNTED_WITHIN.toSeconds() + " s";
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? "" : "exit code " + process.exitValue() + ", " + said;
        } catch (IOException e) {
            return List.of(command) + ": " + e.getMessage();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
