package dev.tributary.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Requests on kept connections, a thread each.
 *
 * @param port of the service
 */
public record Load(int port, Paths paths, int connections) {
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;
    private static final long PREPARED_WITHIN_S = 60;
    private static final int OK = 200;
    /** Made once, so that making them costs nothing while it is measured. */
    private static final int REQUESTS = 512;

    /**
     * What came of it.
     *
     * @param latencies in nanoseconds
     */
    public record Result(long answers, double seconds, Histogram latencies) {
        public double perSecond() {
            return answers / seconds;
        }

        public double millisAt(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1e6;
        }
    }

    /** Asks again as soon as the answer is there: how many the service can give. */
    public Result closed(Duration time) throws InterruptedException {
        return run(time, 0);
    }

    /**
     * Asks at a fixed rate, whether or not the service keeps up. Latency counts from when a request was due, so that a service
     * that stands still is charged for those that wait meanwhile.
     *
     * @see <a href="https://github.com/HdrHistogram/HdrHistogram">on coordinated omission</a>
     */
    public Result open(Duration time, int perSecond) throws InterruptedException {
        return run(time, perSecond);
    }

    private Result run(Duration time, int perSecond) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(connections);
        try {
            AtomicLong start = new AtomicLong();
            CyclicBarrier prepared = new CyclicBarrier(connections, () -> start.set(System.nanoTime()));
            List<Future<Histogram>> running = new ArrayList<>();
            for (int client = 0; client < connections; client++) {
                int number = client;
                running.add(clients.submit(() -> ask(number, prepared, start, time.toNanos(), perSecond)));
            }
            Histogram all = new Histogram(LONGEST_NS, DIGITS);
            for (Future<Histogram> client : running) {
                all.add(client.get());
            }
            return new Result(all.getTotalCount(), (System.nanoTime() - start.get()) / 1e9, all);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("a request failed", failure.getCause());
        } finally {
            clients.shutdownNow();
        }
    }

    private Histogram ask(int client, CyclicBarrier prepared, AtomicLong begun, long timeNs, int perSecond)
            throws Exception {
        Histogram latencies = new Histogram(LONGEST_NS, DIGITS);
        Random random = new Random(client);
        try (Connection connection = new Connection(port)) {
            List<byte[]> requests = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                requests.add(connection.request(paths.next(random)));
            }
            prepared.await(PREPARED_WITHIN_S, TimeUnit.SECONDS);
            long start = begun.get();
            for (long n = 0; ; n++) {
                long due = perSecond == 0
                        ? System.nanoTime()
                        : start + (long) ((n * connections + client) * 1e9 / perSecond);
                if (due - start >= timeNs) {
                    return latencies;
                }
                awaitDue(due);
                int status = connection.send(requests.get((int) (n % REQUESTS)));
                if (status != OK) {
                    throw new IOException("Expected 200, but came " + status + ": " + connection.body());
                }
                latencies.recordValue(Math.min(LONGEST_NS, System.nanoTime() - due));
            }
        }
    }

    private static void awaitDue(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
