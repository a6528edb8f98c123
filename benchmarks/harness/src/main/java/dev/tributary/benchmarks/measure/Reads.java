package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.load.Load;
import dev.tributary.benchmarks.load.Paths;
import dev.tributary.benchmarks.process.Running;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Reads of one kind.
 *
 * @param cpuMicros processor time of the contender for each, without the compilers of its JVM
 */
public record Reads(
        long answers, double perSecond, double cpuMicros, double p50Millis, double p99Millis, double p999Millis) {
    private static final int CONNECTIONS = 16;

    /** Sends them. */
    private interface Sending {
        Load.Result send(Load load) throws InterruptedException;
    }

    /**
     * As many as the contender can give.
     *
     * @param others who share in the work
     */
    static Reads asFastAsTheyGo(Running asked, Paths paths, Duration time, Running... others)
            throws InterruptedException {
        return of(asked, paths, load -> load.closed(time), others);
    }

    /**
     * At a fixed rate: latencies count from when each was due.
     *
     * @param others who share in the work
     */
    static Reads atRate(Running asked, Paths paths, int perSecond, Duration time, Running... others)
            throws InterruptedException {
        return of(asked, paths, load -> load.open(time, perSecond), others);
    }

    private static Reads of(Running asked, Paths paths, Sending sending, Running... others)
            throws InterruptedException {
        Running[] all = Stream.concat(Stream.of(asked), Stream.of(others)).toArray(Running[]::new);
        Clock clock = new Clock();
        clock.start(all);
        Load.Result result = sending.send(new Load(asked.port(), paths, CONNECTIONS));
        return of(result, clock.cost(all));
    }

    private static Reads of(Load.Result result, Cost cost) {
        return new Reads(
                result.answers(),
                result.perSecond(),
                cost.programSeconds() * 1e6 / result.answers(),
                result.millisAt(50),
                result.millisAt(99),
                result.millisAt(99.9));
    }
}
