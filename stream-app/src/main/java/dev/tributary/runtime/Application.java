package dev.tributary.runtime;

import dev.tributary.config.ServiceConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

/** One Kafka Streams application of the service: it ingests a source or keeps a view. Thread-safe. */
final class Application implements KafkaApplication, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    /** A thread that dies is replaced, since most failures pass; one that keeps dying is not. */
    private static final int MOST_REPLACEMENTS = 10;

    private final String id;
    private final String name;
    private final boolean isView;
    private final ServiceObserver observer;
    private final GroupMembershipOperation membershipAfter;
    private final KafkaStreams streams;
    private final LocalCopies copies = new LocalCopies();
    private final OutgoingDeadLetters deadLetters;
    private final AtomicInteger replacements = new AtomicInteger();
    private volatile @Nullable Throwable failure;

    /** @param name of the source or view that it is for */
    Application(
            String id, String name, boolean isView, Topology topology, ServiceConfig config, ServiceObserver observer) {
        this.id = id;
        this.name = name;
        this.isView = isView;
        this.observer = observer;
        membershipAfter = config.instanceId().isPresent()
                ? GroupMembershipOperation.REMAIN_IN_GROUP
                : GroupMembershipOperation.LEAVE_GROUP;
        deadLetters = new OutgoingDeadLetters(id, config, reason -> observer.buried(name, reason));
        streams = new KafkaStreams(topology, settings(id, config, deadLetters));
        streams.setUncaughtExceptionHandler(this::onFailure);
        streams.setGlobalStateRestoreListener(copies);
        streams.setStandbyUpdateListener(copies);
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
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(
                StreamsConfig.STATE_CLEANUP_DELAY_MS_CONFIG, Duration.ofDays(1).toMillis());
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        properties.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Cluster.LARGEST_RECORD_BYTES);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
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

    private StreamThreadExceptionResponse onFailure(Throwable fault) {
        if (replacements.incrementAndGet() <= MOST_REPLACEMENTS) {
            LOG.error("A thread of {} failed and is replaced", id, fault);
            observer.threadReplaced(this);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("{} is stopped: its threads failed {} times", id, MOST_REPLACEMENTS, fault);
        failure = fault;
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    String id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isView() {
        return isView;
    }

    @Override
    public Figures figures() {
        return StreamsFigures.of(streams.metrics());
    }

    /** How far the copies on this instance have come. */
    LocalCopies copies() {
        return copies;
    }

    KafkaStreams streams() {
        return streams;
    }

    /** Why it has stopped; null while it has not. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    void start() {
        streams.start();
        observer.started(this);
    }

    /**
     * Leaves the group, so that the others need not wait for the session to end. An instance with an id stays in it: within
     * the session it may come back, and nothing moves.
     */
    @Override
    public void close() {
        streams.close(CloseOptions.groupMembershipOperation(membershipAfter).withTimeout(CLOSE_TIMEOUT));
        deadLetters.close();
    }
}
