package dev.tributary.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics and waits until they can be used. */
public final class Topics implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Admin admin;

    private Topics(Admin admin) {
        this.admin = admin;
    }

    public static Topics connect(String bootstrapServers) {
        return new Topics(Admin.create(Map.of("bootstrap.servers", bootstrapServers)));
    }

    /**
     * Makes sure that a topic is there.
     *
     * @return false if it was there already; it is then left as it was
     */
    public boolean create(String name, int partitions, Map<String, String> configs) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configs);
        boolean created = request(name, admin.createTopics(List.of(topic)).all());
        awaitLeaders(name);
        return created;
    }

    public boolean create(String name, int partitions) {
        return create(name, partitions, Map.of());
    }

    /** The topics that are not Kafka's own, in order. */
    public Set<String> names() {
        try {
            return new TreeSet<>(get(admin.listTopics().names()));
        } catch (ExecutionException e) {
            throw new SandboxException("cannot list the topics: " + reason(e), e);
        }
    }

    private static boolean request(String name, KafkaFuture<Void> creation) {
        try {
            get(creation);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new SandboxException("cannot create topic " + name + ": " + reason(e), e);
        }
    }

    /**
     * A created topic is known to the controller first and to its leaders a moment later. They tell offsets when they know that they
     * lead; until then they refuse records, and a producer that pipelines them does not get over that.
     */
    private void awaitLeaders(String name) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions(name).stream().collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        try {
            get(admin.listOffsets(asked).all());
        } catch (ExecutionException e) {
            throw new SandboxException("topic " + name + " was created, but cannot be used: " + reason(e), e);
        }
    }

    private List<TopicPartition> partitions(String name) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            try {
                return get(admin.describeTopics(List.of(name)).allTopicNames()).values().stream()
                        .flatMap(topic ->
                                topic.partitions().stream().map(each -> new TopicPartition(name, each.partition())))
                        .toList();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw new SandboxException("cannot describe topic " + name + ": " + reason(e), e);
                }
            }
            pause();
        }
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SandboxException("Kafka did not answer within " + TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("interrupted while waiting for Kafka", e);
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("interrupted while waiting for Kafka", e);
        }
    }

    @Override
    public void close() {
        admin.close(TIMEOUT);
    }
}
