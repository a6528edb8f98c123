package dev.tributary.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The compilers of a JVM. With one processor they are busy for its first minutes, and take a third of it.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">the format of stat</a>
 */
final class CompilerThreads {
    private static final long TICK_MS = 10;
    /** Behind the name: what the thread used itself, and what the kernel used for it. */
    private static final int UTIME = 11;

    private static final int STIME = 12;

    private CompilerThreads() {}

    /** What they used since the start; nothing where the system does not tell. */
    static Duration cpu(long pid) {
        long ticks = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads) {
                ticks += ticks(thread);
            }
        } catch (IOException | DirectoryIteratorException notLinux) {
            return Duration.ZERO;
        }
        return Duration.ofMillis(ticks * TICK_MS);
    }

    private static long ticks(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int end = stat.lastIndexOf(')');
            String name = stat.substring(stat.indexOf('(') + 1, end);
            if (!name.startsWith("C1 Compiler") && !name.startsWith("C2 Compiler")) {
                return 0;
            }
            String[] fields = stat.substring(end + 2).split(" ", -1);
            return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]);
        } catch (IOException ended) {
            return 0;
        } catch (NumberFormatException other) {
            throw new UncheckedIOException(new IOException("cannot read " + thread, other));
        }
    }
}
