package dev.tributary.benchmarks.dsl;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What such a service is told by its environment, and Kafka Streams' settings as its documentation advises for an application
 * whose readers wait for fresh answers.
 *
 * @param cacheBytes of records before the stores: writes of one key within a commit interval become one
 */
public record Setting(
        String bootstrap, int port, String stateDirectory, String applicationId, long cacheBytes, Documents documents) {
    private static final int RECORD_BYTES = 32 << 20;

    /** From {@code BOOTSTRAP}, {@code PORT}, {@code STATE_DIR}, {@code APPLICATION_ID}, {@code CACHE_BYTES} and {@code DOCUMENTS}. */
    public static Setting ofEnvironment() {
        return new Setting(
                value("BOOTSTRAP"),
                Integer.parseInt(value("PORT")),
                value("STATE_DIR"),
                value("APPLICATION_ID"),
                Long.parseLong(value("CACHE_BYTES")),
                Documents.named(
                        Optional.ofNullable(System.getenv("DOCUMENTS")).orElse(Documents.CUSTOMER_ORDERS.store())));
    }

    private static String value(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalArgumentException("Expected the environment to have " + name));
    }

    /** Kafka Streams' configuration. */
    public Map<String, Object> streams() {
        return Map.ofEntries(
                Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, applicationId),
                Map.entry(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                Map.entry(StreamsConfig.STATE_DIR_CONFIG, stateDirectory),
                Map.entry(StreamsConfig.APPLICATION_SERVER_CONFIG, "127.0.0.1:" + port),
                Map.entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, cacheBytes),
                Map.entry(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE),
                // the same as Tributary's
                Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 200),
                Map.entry(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED),
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0),
                Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1),
                Map.entry(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest"),
                // an array of a hundred thousand orders is one record
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), RECORD_BYTES),
                Map.entry(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 4L * RECORD_BYTES),
                Map.entry(StreamsConfig.topicPrefix("max.message.bytes"), Integer.toString(RECORD_BYTES)));
    }
}
