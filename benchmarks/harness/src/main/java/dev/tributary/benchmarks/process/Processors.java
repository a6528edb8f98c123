package dev.tributary.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which processors who gets: what is measured the first, the broker and the load all others. Linux only; elsewhere all share. */
public final class Processors {
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    /** Asked once, at the start: afterwards this process has fewer. */
    private static final int ALL = Runtime.getRuntime().availableProcessors();

    private Processors() {}

    /** Whether they are kept apart. */
    public static boolean areApart() {
        return ALL > 1 && Files.isExecutable(TASKSET);
    }

    /** What goes before the command of a contender. */
    static List<String> forContender() {
        return areApart() ? List.of(TASKSET.toString(), "-c", "0") : List.of();
    }

    /** Leaves the first processor to the contender. */
    public static void leaveFirst() throws IOException, InterruptedException {
        if (!areApart()) {
            return;
        }
        String pid = Long.toString(ProcessHandle.current().pid());
        Process moved = new ProcessBuilder(TASKSET.toString(), "-acp", "1-" + (ALL - 1), pid)
                .redirectErrorStream(true)
                .start();
        String said = new String(moved.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (moved.waitFor() != 0) {
            throw new IOException("cannot leave processor 0 to the contender: " + said);
        }
    }
}
