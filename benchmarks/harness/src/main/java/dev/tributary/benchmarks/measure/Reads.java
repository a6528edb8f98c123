package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.load.Load;
import dev.tributary.benchmarks.load.Paths;
import dev.tributary.benchmarks.process.Running;
import java.time.Duration;

/**
 * Reads of one kind as fast as they go.
 *
 * @param cpuMicros processor time of the contender for each, without the compilers of its JVM
 */
public record Reads(double perSecond, double cpuMicros, double p50Millis, double p99Millis, double p999Millis) {
    private static final int CONNECTIONS = 16;

    /** As many as the contender can give. */
    static Reads asFastAsTheyGo(Running running, Paths paths, Duration time) throws InterruptedException {
        Clock clock = new Clock();
        clock.start(running);
        return of(new Load(running.port(), paths, CONNECTIONS).closed(time), clock.cost(running));
    }

    /** At a fixed rate: latencies count from when each was due. */
    static Reads atRate(Running running, Paths paths, int perSecond, Duration time) throws InterruptedException {
        Clock clock = new Clock();
        clock.start(running);
        return of(new Load(running.port(), paths, CONNECTIONS).open(time, perSecond), clock.cost(running));
    }

    private static Reads of(Load.Result result, Cost cost) {
        return new Reads(
                result.perSecond(),
                cost.programSeconds() * 1e6 / result.answers(),
                result.millisAt(50),
                result.millisAt(99),
                result.millisAt(99.9));
    }
}
