package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Running;
import java.time.Duration;

/** Time and processor time of a contender. Not thread-safe. */
final class Clock {
    private long startNs = System.nanoTime();
    private Duration cpu = Duration.ZERO;
    private Duration program = Duration.ZERO;

    void start(Running running) {
        startNs = System.nanoTime();
        cpu = running.cpu();
        program = running.cpuOfProgram();
    }

    /** Since the start. */
    Cost cost(Running running) {
        return new Cost(
                (System.nanoTime() - startNs) / 1e9,
                running.cpu().minus(cpu).toNanos() / 1e9,
                running.cpuOfProgram().minus(program).toNanos() / 1e9);
    }
}
