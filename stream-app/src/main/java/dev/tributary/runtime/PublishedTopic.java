package dev.tributary.runtime;

import dev.tributary.config.ServiceConfig;
import dev.tributary.plan.RowStep;
import dev.tributary.topology.LogPartitioner;
import dev.tributary.topology.Takeover;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over the topic of a view that is built: reads it to its end, and hands each key to the task that keeps its document,
 * which withdraws it when there is none. Each instance does so for the partitions that it processes, once for each. A
 * withdrawal may be lost in a crash, so the topic is read again until a pass finds nothing to withdraw. One partition's keys
 * are held in memory at a time. Thread-safe.
 */
final class PublishedTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedTopic.class);
    /** Keys whose deletion is said just now are found to be withdrawn too: on a busy view each pass may find some. */
    private static final int MOST_PASSES = 3;

    private static final Duration PASS_EVERY = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final ServiceConfig config;
    private final String topic;
    private final String application;
    private final RowStep step;
    private final Takeover takeover;
    private final BuiltMarks marks;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread worker;

    /** @param step which publishes to the topic */
    PublishedTopic(
            ServiceConfig config, String topic, String application, RowStep step, Takeover takeover, BuiltMarks marks) {
        this.config = config;
        this.topic = topic;
        this.application = application;
        this.step = step;
        this.takeover = takeover;
        this.marks = marks;
    }

    /** Begins with the partitions that have come here since, unless it is at work. To be called now and then. */
    synchronized void takeOver() {
        if (closing.getCount() > 0
                && (worker == null || !worker.isAlive())
                && !pending().isEmpty()) {
            worker = new Thread(this::work, "takeover-" + topic);
            worker.setDaemon(true);
            worker.start();
        }
    }

    private Map<Integer, Takeover.Part> pending() {
        Map<Integer, Takeover.Part> parts = takeover.parts();
        parts.keySet().removeIf(partition -> marks.has(mark(partition)));
        return parts;
    }

    private String mark(int partition) {
        return application + "-published-" + partition;
    }

    private void work() {
        try {
            for (int pass = 1; pass <= MOST_PASSES; pass++) {
                Map<Integer, Takeover.Part> parts = pending();
                if (parts.isEmpty() || !pass(parts, pass == MOST_PASSES) || stopped(PASS_EVERY)) {
                    return;
                }
            }
        } catch (KafkaException failure) {
            LOG.warn("Cannot take over topic {} yet: {}", topic, failure.getMessage());
            stopped(RETRY_AFTER);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopped(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Looks at every key of the topic; false when it had to stop. */
    private boolean pass(Map<Integer, Takeover.Part> parts, boolean last) throws InterruptedException {
        parts.values().forEach(Takeover.Part::takeWithdrawn);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            for (PartitionInfo each : consumer.partitionsFor(topic)) {
                Set<byte[]> keys = keys(consumer, new TopicPartition(topic, each.partition()), parts.keySet());
                for (byte[] key : keys) {
                    handOver(key, parts);
                }
            }
        }
        parts.forEach(this::awaitIdle);
        if (closing.getCount() == 0) {
            return false;
        }
        parts.forEach((partition, part) -> note(partition, part, last));
        return true;
    }

    private void note(int partition, Takeover.Part part, boolean last) {
        int withdrawn = part.takeWithdrawn();
        if (withdrawn > 0) {
            LOG.info(
                    "Withdrew {} keys from topic {} that have no document in partition {}",
                    withdrawn,
                    topic,
                    partition);
        }
        if ((withdrawn == 0 || last) && takeover.isHere(partition, part)) {
            marks.put(mark(partition));
        }
    }

    /** The keys that have a value and concern one of the partitions of documents. */
    private Set<byte[]> keys(KafkaConsumer<byte[], byte[]> consumer, TopicPartition from, Set<Integer> partitions) {
        Set<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        consumer.assign(List.of(from));
        consumer.seekToBeginning(List.of(from));
        long end = consumer.endOffsets(List.of(from)).getOrDefault(from, 0L);
        while (closing.getCount() > 0 && consumer.position(from) < end) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                if (each.key() == null) {
                    continue;
                }
                if (each.value() == null) {
                    keys.remove(each.key());
                } else if (partitions.contains(partition(each.key()))) {
                    keys.add(each.key());
                }
            }
        }
        return keys;
    }

    private int partition(byte[] key) {
        return LogPartitioner.partition(step.routing(key), config.partitions());
    }

    private void handOver(byte[] key, Map<Integer, Takeover.Part> parts) throws InterruptedException {
        int partition = partition(key);
        Takeover.Part part = parts.get(partition);
        while (part != null
                && closing.getCount() > 0
                && takeover.isHere(partition, part)
                && !part.offer(key, LOOK_AGAIN.toMillis())) {
            // the task is at work on those before
        }
    }

    private void awaitIdle(int partition, Takeover.Part part) {
        while (!part.isIdle() && takeover.isHere(partition, part) && !stopped(LOOK_AGAIN)) {
            // until the task has looked at all
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(config.kafka());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, application + "-takeover");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        closing.countDown();
        Thread working;
        synchronized (this) {
            working = worker;
        }
        if (working == null) {
            return;
        }
        try {
            working.join(CLOSE_WAIT.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
