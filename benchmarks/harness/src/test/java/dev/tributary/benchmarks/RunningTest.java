package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.sandbox.process.Jvm;
import dev.tributary.sandbox.process.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that a contender starts is a part of what it costs. */
class RunningTest {
    /** More than the start of a JVM takes that has nothing to do. */
    private static final Duration WORK = Duration.ofSeconds(4);

    private static final Duration DONE_WITHIN = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void whatAContenderStartsCountsAndEndsWithIt() {
        Contender contender = new Contender(
                "child",
                "/%d",
                place -> Jvm.Program.here(
                        List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), Parent.class.getName()));
        List<ProcessHandle> started;
        try (Running running = Running.start(contender, directory, "none:1")) {
            Patience.until(
                    "a child to work",
                    DONE_WITHIN,
                    () -> running.cpuOfProgram().compareTo(WORK) > 0,
                    running::lastWords);
            started = ProcessHandle.current().descendants().toList();
            assertThat(started).hasSizeGreaterThanOrEqualTo(2);
        }

        assertThat(started).noneMatch(ProcessHandle::isAlive);
    }

    /** Does nothing but wait for a child, which counts for about a minute. */
    public static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws IOException, InterruptedException {
            new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 100000000 ]; do i=$((i+1)); done")
                    .start()
                    .waitFor();
        }
    }
}
