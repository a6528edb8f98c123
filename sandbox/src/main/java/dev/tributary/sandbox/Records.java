package dev.tributary.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records, and reads back all that a topic holds. */
public final class Records implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);
    /** A broker that does not take a record for so long will not take it: a busy machine may stand still for half a minute. */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(90);

    private final KafkaProducer<byte[], byte[]> producer;

    private Records(KafkaProducer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    public static Records connect(String bootstrapServers) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "linger.ms",
                0,
                "request.timeout.ms",
                (int) SEND_TIMEOUT.dividedBy(3).toMillis(),
                "delivery.timeout.ms",
                (int) SEND_TIMEOUT.toMillis(),
                "max.block.ms",
                SEND_TIMEOUT.toMillis());
        return new Records(new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** A record to write. */
    public static ProducerRecord<byte[], byte[]> record(
            String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> made = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> made.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return made;
    }

    /** Writes one record, and returns when Kafka has it. */
    public RecordMetadata send(
            String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {
        return acknowledged(topic, producer.send(record(topic, key, value, headers)));
    }

    public RecordMetadata send(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        return send(topic, key, value, Map.of());
    }

    /** Writes records in their order, and returns when Kafka has them all. */
    public void sendAll(Collection<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
        records.forEach(each -> sent.add(producer.send(each)));
        producer.flush();
        int i = 0;
        for (ProducerRecord<byte[], byte[]> each : records) {
            acknowledged(each.topic(), sent.get(i++));
        }
    }

    private static RecordMetadata acknowledged(String topic, Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw new SandboxException("cannot write to topic " + topic + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("interrupted while writing to topic " + topic, e);
        }
    }

    /**
     * Reads a topic from its beginning to the end that it has now. Records of open or aborted transactions are not seen.
     *
     * @throws SandboxException when the end is not reached in time
     */
    public static List<ConsumerRecord<byte[], byte[]>> readAll(
            String bootstrapServers, String topic, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, timeout)) {
            consumer.assign(partitions(consumer, topic));
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            consumer.seekToBeginning(ends.keySet());
            List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
            // the position, not the last record, tells the end: compaction and transactions leave gaps
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new SandboxException("topic " + topic + " was not read to its end within "
                            + timeout.toMillis() + " ms; " + read.size() + " records came");
                }
                consumer.poll(POLL).forEach(read::add);
            }
            return read;
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, Duration timeout) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "default.api.timeout.ms",
                (int) timeout.toMillis(),
                "request.timeout.ms",
                (int) timeout.toMillis());
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> found = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        if (found.isEmpty()) {
            throw new SandboxException("there is no topic " + topic);
        }
        return found;
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
