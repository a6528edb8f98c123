package dev.tributary.benchmarks.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the topics tell into the tables. Offsets are committed after the transaction: after a crash some rows are written
 * once more, in the same order, which ends in the same tables.
 */
final class Changes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final Duration WAIT_FOR_RECORDS = Duration.ofMillis(100);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
    /** As often as the other contenders. */
    private static final Duration COMMIT_EVERY = Duration.ofMillis(200);

    private static final int RECORDS_AT_ONCE = 5_000;

    private final KafkaConsumer<String, String> consumer;
    private final Tables tables;
    private final Thread thread = new Thread(this::run, "changes");
    private long committedNs = System.nanoTime();

    private Changes(KafkaConsumer<String, String> consumer, Tables tables) {
        this.consumer = consumer;
        this.tables = tables;
    }

    /** Reads until it is closed. When it cannot go on, the program ends. */
    static Changes follow(String bootstrap, String group, Tables tables) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ConsumerConfig.GROUP_ID_CONFIG, group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
        Changes changes =
                new Changes(new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer()), tables);
        changes.thread.setUncaughtExceptionHandler((thread, failure) -> {
            LOG.error("cannot go on", failure);
            Runtime.getRuntime().halt(1);
        });
        changes.thread.start();
        return changes;
    }

    private void run() {
        try (consumer) {
            consumer.subscribe(Tables.topics());
            while (true) {
                take(consumer.poll(WAIT_FOR_RECORDS));
            }
        } catch (WakeupException closed) {
            // the rest is read after the next start
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write rows", e);
        }
    }

    private void take(ConsumerRecords<String, String> records) throws SQLException {
        if (!records.isEmpty()) {
            tables.apply(newest(records));
        }
        if (System.nanoTime() - committedNs >= COMMIT_EVERY.toNanos()) {
            committedNs = System.nanoTime();
            consumer.commitAsync();
        }
    }

    /** Of several versions of a row the last is enough. */
    private static Map<String, Map<String, @Nullable String>> newest(ConsumerRecords<String, String> records) {
        Map<String, Map<String, @Nullable String>> newest = new HashMap<>();
        records.forEach(record -> newest.computeIfAbsent(record.topic(), first -> new LinkedHashMap<>())
                .put(record.key(), record.value()));
        return newest;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(ENDS_WITHIN.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
