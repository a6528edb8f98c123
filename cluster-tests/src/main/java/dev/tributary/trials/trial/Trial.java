package dev.tributary.trials.trial;

import dev.tributary.sandbox.process.Folders;
import dev.tributary.sandbox.process.Kafka;
import dev.tributary.trials.fault.ActiveCopies;
import dev.tributary.trials.fault.Cluster;
import dev.tributary.trials.fault.FaultLog;
import dev.tributary.trials.fault.Schedule;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.read.FaultClock;
import dev.tributary.trials.read.Readers;
import dev.tributary.trials.rows.Feed;
import dev.tributary.trials.rows.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A cluster that is fed and read while things are done to it, and is compared with the oracle at the end. */
public final class Trial implements AutoCloseable {
    private final Plan plan;
    private final FaultClock clock = new FaultClock();
    private final FaultLog log = new FaultLog(clock);
    private final Cluster cluster;
    private final Feed feed;
    private final Readers readers;
    private double convergedAfterS = Double.NaN;
    private int documents;

    /**
     * What kind of trial.
     *
     * @param name of its topics and of the service: small letters
     * @param seed of the history, the readers and the faults
     * @param directory for all that it writes; logs stay there
     * @param streams settings of Kafka Streams
     * @param staticIds whether instances keep their membership over a restart
     * @param diskMegabytes of each instance's own disk; 0 for none
     */
    public record Plan(
            String name,
            long seed,
            Path directory,
            int instances,
            int readsPerSecond,
            int changesPerSecond,
            Map<String, String> streams,
            boolean staticIds,
            int diskMegabytes) {
        /**
         * Three brokers and three instances on two cores cannot carry a transaction of each thread five times a second, as it is by
         * default.
         */
        public static final Map<String, String> EXACTLY_ONCE =
                Map.of("processing.guarantee", "exactly_once_v2", "commit.interval.ms", "1000");

        private static final int PARTITIONS = 4;

        boolean isExactlyOnce() {
            return streams.equals(EXACTLY_ONCE);
        }

        private String settings() {
            return "partitions: " + PARTITIONS + "\nstreams: "
                    + streams.entrySet().stream()
                            .map(each -> each.getKey() + ": " + each.getValue())
                            .collect(Collectors.joining(", ", "{", "}\n"));
        }
    }

    private Trial(Plan plan, Kafka kafka) {
        this.plan = plan;
        String views = Shop.views(plan.name());
        cluster = new Cluster(
                new Cluster.Layout(
                        plan.directory(),
                        plan.name(),
                        views,
                        kafka,
                        plan.settings(),
                        plan.staticIds(),
                        plan.diskMegabytes()),
                log);
        feed = Feed.start(kafka.bootstrapServers(), plan.name(), plan.seed(), plan.changesPerSecond());
        readers = start();
    }

    /** Starts instances and readers, and returns when all is at work. */
    public static Trial start(Plan plan, Kafka kafka) {
        Folders.delete(plan.directory());
        return new Trial(plan, kafka);
    }

    private Readers start() {
        try {
            clock.on();
            feed.awaitInitial();
            for (int i = 0; i < plan.instances(); i++) {
                cluster.add();
            }
            cluster.awaitSettled();
            log.note(plan.instances() + " instances are at work");
            Readers started =
                    Readers.start(cluster::instances, feed.ledger(), clock, plan.seed(), plan.readsPerSecond());
            clock.off();
            return started;
        } catch (RuntimeException | Error failure) {
            feed.close();
            cluster.close();
            throw failure;
        }
    }

    public Plan plan() {
        return plan;
    }

    public Cluster cluster() {
        return cluster;
    }

    public Readers readers() {
        return readers;
    }

    public FaultLog log() {
        return log;
    }

    public FaultClock clock() {
        return clock;
    }

    /** Waits until an instance answers for all partitions from active copies alone, and tells for how long. */
    public Duration awaitActive(Instance asked, Duration atMost) {
        long startNs = System.nanoTime();
        ActiveCopies.await(asked, atMost);
        return Duration.ofNanos(System.nanoTime() - startNs);
    }

    /** Does to it what a schedule says. */
    public void suffer(Schedule schedule) {
        schedule.run(cluster, feed, clock);
    }

    /**
     * Lets the feed rest, and waits until every document through every instance is as the oracle says.
     *
     * @throws dev.tributary.sandbox.process.Patience.GaveUp with a difference when that is not so in time
     */
    public void compare() {
        convergedAfterS = Double.NaN;
        feed.rest();
        long startNs = System.nanoTime();
        Convergence convergence = new Convergence(cluster, feed);
        documents = convergence.await();
        convergedAfterS = (System.nanoTime() - startNs) / 1e9;
        log.note("every document is as the oracle says");
        convergence.checkDeadLetters();
        feed.goOn();
    }

    /** What came of it, for people. */
    public String report() {
        return Report.of(plan, feed.sent(), readers, log, documents, convergedAfterS);
    }

    /** Even when it ran out of time, and its thread was interrupted for that. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        readers.close();
        feed.close();
        cluster.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
