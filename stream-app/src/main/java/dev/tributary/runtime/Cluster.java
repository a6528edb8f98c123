package dev.tributary.runtime;

import dev.tributary.config.ServiceConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** What the service asks of the Kafka cluster besides reading and writing. Thread-safe; every call is bounded in time. */
final class Cluster implements AutoCloseable {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MS = 50;
    /** How Kafka's message begins; there is no exception of its own for it. */
    private static final String NO_HOST_IS_KNOWN = "No resolvable bootstrap urls";

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** Long enough for an instance that was away over a weekend night to read what it missed before it is compacted. */
    static final Duration DELETIONS_KEPT = Duration.ofDays(2);

    private static final String DEAD_LETTERS_KEPT_MS =
            Long.toString(Duration.ofDays(30).toMillis());

    /** A row in our logs is a little larger than in its source topic, a joined one as large as its parts. */
    static final int LARGEST_RECORD_BYTES = 8 << 20;

    private final ServiceConfig config;
    private @Nullable Admin admin;

    Cluster(ServiceConfig config) {
        this.config = config;
    }

    /**
     * Whether the clients can be set up at all, as far as that can be told without the network.
     *
     * @throws ConfigException when they never can
     */
    void check() {
        try {
            admin();
        } catch (KafkaFailure unresolved) {
            // a host may get its address later
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            try {
                admin = Admin.create(new HashMap<>(config.kafka()));
            } catch (KafkaException failure) {
                throw explained(failure);
            }
        }
        return admin;
    }

    private static RuntimeException explained(KafkaException failure) {
        ConfigException cause = failure instanceof ConfigException direct
                ? direct
                : failure.getCause() instanceof ConfigException wrapped ? wrapped : null;
        if (cause == null) {
            return failure;
        }
        return String.valueOf(cause.getMessage()).startsWith(NO_HOST_IS_KNOWN)
                ? new KafkaFailure("no host of that name is known", failure)
                : cause;
    }

    /** The ids of those of the topics that exist; soon fails when Kafka cannot be reached, since it is then asked again. */
    Map<String, String> topicIds(Collection<String> topics) {
        return describe(topics, LOOK_TIMEOUT).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().topicId().toString()));
    }

    /** The partitions of those of the topics that exist. */
    Set<TopicPartition> partitions(Collection<String> topics) {
        return partitions(describe(topics));
    }

    private static Set<TopicPartition> partitions(Map<String, TopicDescription> topics) {
        return topics.values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition())))
                .collect(Collectors.toSet());
    }

    private Map<String, TopicDescription> describe(Collection<String> topics) {
        return describe(topics, CALL_TIMEOUT);
    }

    private Map<String, TopicDescription> describe(Collection<String> topics, Duration timeout) {
        Map<String, TopicDescription> found = new HashMap<>();
        admin().describeTopics(topics)
                .topicNameValues()
                .forEach((name, description) -> unless(UnknownTopicOrPartitionException.class, description, timeout)
                        .ifPresent(each -> found.put(name, each)));
        return found;
    }

    /** Creates those of the logs that are missing, and waits until they can be used. */
    void createLogs(Collection<String> topics) {
        String keptMs = Long.toString(DELETIONS_KEPT.toMillis());
        Map<String, String> settings = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                // records on the way keep the time of the source's record that they follow from
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                TimestampType.CREATE_TIME.name,
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                keptMs,
                TopicConfig.DELETE_RETENTION_MS_CONFIG,
                keptMs,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(LARGEST_RECORD_BYTES));
        create(topics, config.partitions(), settings);
        awaitTopics(topics);
    }

    /**
     * Waits until the brokers know topics that were created, and the leaders of their partitions know that they lead, since then they
     * tell offsets. One that does not know it yet refuses a producer's first batch, and may then take its second, after which the
     * first is out of sequence for good.
     */
    private void awaitTopics(Collection<String> topics) {
        long deadline = System.nanoTime() + CALL_TIMEOUT.toNanos();
        Map<String, TopicDescription> known = describe(topics);
        while (known.size() < Set.copyOf(topics).size()) {
            if (System.nanoTime() > deadline) {
                throw new KafkaFailure("topics were created, but the brokers do not know them after "
                        + CALL_TIMEOUT.toSeconds() + " s: " + topics);
            }
            try {
                Thread.sleep(LOOK_AGAIN_MS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new KafkaFailure("interrupted while waiting for topics", stop);
            }
            known = describe(topics);
        }
        ends(partitions(known));
    }

    /** Creates the topic to which a view is published, and waits until it can be used. */
    void createPublished(String topic) {
        Map<String, String> settings = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(LARGEST_RECORD_BYTES));
        create(List.of(topic), config.partitions(), settings);
        awaitTopics(List.of(topic));
    }

    /** The settings of a topic that exists, those by default included. */
    Map<String, String> settings(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<String, String> settings = new HashMap<>();
        await(admin().describeConfigs(List.of(resource)).all())
                .values()
                .forEach(config -> config.entries().forEach(entry -> settings.put(entry.name(), entry.value())));
        return settings;
    }

    void createDeadLetters(String topic) {
        create(List.of(topic), 1, Map.of(TopicConfig.RETENTION_MS_CONFIG, DEAD_LETTERS_KEPT_MS));
        awaitTopics(List.of(topic));
    }

    private void create(Collection<String> topics, int partitions, Map<String, String> settings) {
        Optional<Short> replication = config.replication() == ServiceConfig.BROKER_DEFAULT
                ? Optional.empty()
                : Optional.of((short) config.replication());
        List<NewTopic> wanted = topics.stream()
                .map(topic -> new NewTopic(topic, Optional.of(partitions), replication).configs(settings))
                .toList();
        admin().createTopics(wanted).values().values().forEach(created -> unless(TopicExistsException.class, created));
    }

    /** The offset behind the last record of each partition. */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        return await(admin().listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** The offset of the first record of each partition that is still there. */
    Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> earliest =
                partitions.stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.earliest()));
        return await(admin().listOffsets(earliest).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** What a group has committed. */
    Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                await(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, Long> committed = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    /** All that there are and may be seen. */
    Set<String> topicNames() {
        return await(admin().listTopics().names());
    }

    /** Whether anybody is in the group; in one that there is not, there is nobody. */
    boolean hasMembers(String group) {
        return unless(
                        GroupIdNotFoundException.class,
                        admin().describeConsumerGroups(List.of(group)).all())
                .map(groups -> groups.values().stream()
                        .anyMatch(each -> !each.members().isEmpty()))
                .orElse(false);
    }

    /** Deletes a group with what it has committed, if there is one. */
    void deleteGroup(String group) {
        unless(
                GroupIdNotFoundException.class,
                admin().deleteConsumerGroups(List.of(group)).all());
    }

    /** Deletes those of the topics that exist. */
    void deleteTopics(Collection<String> topics) {
        admin().deleteTopics(topics)
                .topicNameValues()
                .values()
                .forEach(deleted -> unless(UnknownTopicOrPartitionException.class, deleted));
    }

    private static <T> Optional<T> unless(Class<? extends Exception> expected, KafkaFuture<T> answer) {
        return unless(expected, answer, CALL_TIMEOUT);
    }

    /** The answer, if there is one; empty instead of the exception that may be expected. */
    private static <T> Optional<T> unless(
            Class<? extends Exception> expected, KafkaFuture<T> answer, Duration timeout) {
        try {
            return Optional.ofNullable(await(answer, timeout));
        } catch (KafkaFailure failure) {
            if (expected.isInstance(failure.getCause())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        return await(answer, CALL_TIMEOUT);
    }

    private static <T> T await(KafkaFuture<T> answer, Duration timeout) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new KafkaFailure("interrupted while waiting for Kafka", stop);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new KafkaFailure("Kafka answered: " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw new KafkaFailure("Kafka did not answer within " + timeout.toSeconds() + " s", late);
        }
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(CLOSE_TIMEOUT);
        }
    }
}
