package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Running;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Time and processor time of a contender, or of several together. Not thread-safe. */
final class Clock {
    private long startNs = System.nanoTime();
    private Duration cpu = Duration.ZERO;
    private Duration program = Duration.ZERO;

    void start(Running... running) {
        startNs = System.nanoTime();
        cpu = sum(running, Running::cpu);
        program = sum(running, Running::cpuOfProgram);
    }

    /** Since the start. */
    Cost cost(Running... running) {
        return new Cost(
                (System.nanoTime() - startNs) / 1e9,
                sum(running, Running::cpu).minus(cpu).toNanos() / 1e9,
                sum(running, Running::cpuOfProgram).minus(program).toNanos() / 1e9);
    }

    private static Duration sum(Running[] running, Function<Running, Duration> time) {
        return List.of(running).stream().map(time).reduce(Duration.ZERO, Duration::plus);
    }
}
