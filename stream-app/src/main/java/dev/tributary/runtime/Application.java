package dev.tributary.runtime;

import dev.tributary.codec.Change;
import dev.tributary.config.ServiceConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka Streams application of the service: it ingests a source or keeps a view. One whose threads keep failing leaves its
 * group, so that other instances take its partitions over, and joins again after a while. Thread-safe.
 */
final class Application implements KafkaApplication, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration LEAVING_SEEN_WITHIN = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MS = 50;

    private final Identity identity;
    private final ServiceConfig config;
    private final Supplier<Topology> topology;
    private final ServiceObserver observer;
    private final Endurance endurance;
    private final KnownApplications known;
    private final OutgoingDeadLetters deadLetters;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Attempt attempt;

    /**
     * Which one it is.
     *
     * @param id the application's
     * @param name of the source or view that it is for
     */
    record Identity(String id, String name, boolean isView) {}

    /** What goes on until it fails for good, and how far its copies have come. */
    private record Attempt(
            KafkaStreams streams,
            LocalCopies copies,
            @Nullable Failure failure) {
        Attempt failed(Failure why) {
            return new Attempt(streams, copies, why);
        }
    }

    /** Why it does not run, and when it is tried again, by the progress' clock. */
    record Failure(Throwable fault, long retryAtMs) {}

    /** @param topology made anew for each attempt */
    Application(
            Identity identity,
            Supplier<Topology> topology,
            ServiceConfig config,
            ServiceObserver observer,
            Endurance endurance,
            KnownApplications known) {
        this.identity = identity;
        this.topology = topology;
        this.config = config;
        this.observer = observer;
        this.endurance = endurance;
        this.known = known;
        deadLetters = new OutgoingDeadLetters(identity.id, config, reason -> observer.buried(identity.name, reason));
        attempt = newAttempt();
    }

    private Attempt newAttempt() {
        LocalCopies copies = new LocalCopies();
        KafkaStreams streams = new KafkaStreams(
                topology.get(), settings(identity.id, config, deadLetters), new StreamsClients(copies.marks()));
        streams.setUncaughtExceptionHandler(fault -> onFailure(streams, fault));
        streams.setGlobalStateRestoreListener(copies);
        streams.setStandbyUpdateListener(copies);
        return new Attempt(streams, copies, null);
    }

    /**
     * The reasons for these settings are in docs/decisions/kafka-settings.md.
     *
     * @throws org.apache.kafka.common.config.ConfigException when one of the configured ones cannot be
     */
    static StreamsConfig settings(String id, ServiceConfig config, OutgoingDeadLetters deadLetters) {
        Map<String, Object> properties = new HashMap<>(config.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, id);
        properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDir().toString());
        config.http()
                .address()
                .ifPresent(address -> properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, address.toString()));
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(
                StreamsConfig.STATE_CLEANUP_DELAY_MS_CONFIG, Duration.ofDays(1).toMillis());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Cluster.LARGEST_RECORD_BYTES);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_000);
        config.instanceId()
                .ifPresent(instance -> properties.put(
                        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance));
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.CLEANUP_POLICY_CONFIG), TopicConfig.CLEANUP_POLICY_COMPACT);
        properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, OversizedRecords.class);
        properties.put(OversizedRecords.DEAD_LETTERS, deadLetters);
        properties.putAll(config.streams());
        return new StreamsConfig(properties);
    }

    // ------------------------------------------------------------------------------------------------ failing

    /** Called by the thread that failed. */
    private StreamThreadExceptionResponse onFailure(KafkaStreams streams, Throwable fault) {
        Optional<Duration> wait = endurance.failed(Progress.clockMs());
        if (wait.isPresent()) {
            LOG.error(
                    "A thread of {} failed and is replaced in {} ms",
                    id(),
                    wait.get().toMillis(),
                    fault);
            observer.threadReplaced(this);
            return stopped(wait.get())
                    ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT
                    : StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        giveUp(streams, fault);
        awaitLeaving(streams);
        // it is shutting down already, and this adds nothing to it: left to itself it would stay in the group
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private synchronized void giveUp(KafkaStreams streams, Throwable fault) {
        if (attempt.failure != null || attempt.streams != streams || closing.getCount() == 0) {
            return;
        }
        Duration wait = endurance.gaveUp(Progress.clockMs());
        LOG.error(
                "{} leaves its group: its threads keep failing. It is tried again in {} s",
                id(),
                wait.toSeconds(),
                fault);
        attempt = attempt.failed(new Failure(fault, Progress.clockMs() + wait.toMillis()));
        Thread recovery = new Thread(() -> recover(streams, wait), "recover-" + id());
        recovery.setDaemon(true);
        recovery.start();
    }

    private void awaitLeaving(KafkaStreams streams) {
        long deadline = Progress.clockMs() + LEAVING_SEEN_WITHIN.toMillis();
        while (streams.state().isRunningOrRebalancing() && Progress.clockMs() < deadline) {
            pause(LOOK_AGAIN_MS);
        }
        // until its threads have been told
        pause(LOOK_AGAIN_MS);
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void recover(KafkaStreams failed, Duration firstWait) {
        close(failed, GroupMembershipOperation.LEAVE_GROUP);
        Duration wait = firstWait;
        while (!stopped(wait)) {
            try {
                begin();
                return;
            } catch (RuntimeException again) {
                wait = endurance.gaveUp(Progress.clockMs());
                LOG.error("{} does not start. It is tried again in {} s", id(), wait.toSeconds(), again);
                attempt = attempt.failed(new Failure(again, Progress.clockMs() + wait.toMillis()));
            }
        }
    }

    private synchronized void begin() {
        if (closing.getCount() == 0) {
            return;
        }
        LOG.info("{} is tried again", id());
        known.begin(id());
        Attempt next = newAttempt();
        try {
            next.streams.start();
        } catch (RuntimeException failure) {
            next.streams.close(CLOSE_TIMEOUT);
            throw failure;
        }
        attempt = next;
    }

    private boolean stopped(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    // ------------------------------------------------------------------------------------------------ being asked

    String id() {
        return identity.id;
    }

    @Override
    public String name() {
        return identity.name;
    }

    @Override
    public boolean isView() {
        return identity.isView;
    }

    @Override
    public List<String> burialReasons() {
        List<String> reasons = new ArrayList<>(List.of(OutgoingDeadLetters.TOO_LARGE));
        if (!isView()) {
            Stream.of(Change.Invalid.Kind.values())
                    .map(Change.Invalid.Kind::word)
                    .forEach(reasons::add);
        }
        return reasons;
    }

    @Override
    public Figures figures() {
        return StreamsFigures.of(streams().metrics());
    }

    /** How far the copies on this instance have come. */
    LocalCopies copies() {
        return attempt.copies;
    }

    KafkaStreams streams() {
        return attempt.streams;
    }

    /** Why it does not run now; null while it does. */
    @Nullable
    Failure failure() {
        return attempt.failure;
    }

    boolean isClosing() {
        return closing.getCount() == 0;
    }

    void start() {
        streams().start();
        observer.started(this);
    }

    /**
     * Leaves the group, so that the others need not wait for the session to end. An instance with an id stays in it: within
     * the session it may come back, and nothing moves.
     */
    @Override
    public void close() {
        closing.countDown();
        KafkaStreams last;
        synchronized (this) {
            last = streams();
        }
        close(
                last,
                config.instanceId().isPresent()
                        ? GroupMembershipOperation.REMAIN_IN_GROUP
                        : GroupMembershipOperation.LEAVE_GROUP);
        deadLetters.close();
    }

    private static void close(KafkaStreams streams, GroupMembershipOperation membership) {
        streams.close(CloseOptions.groupMembershipOperation(membership).withTimeout(CLOSE_TIMEOUT));
    }
}
