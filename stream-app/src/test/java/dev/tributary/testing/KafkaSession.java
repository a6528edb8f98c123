package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.codec.KeyText;
import dev.tributary.runtime.Service;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.sandbox.Records;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One case file's run on a real Kafka. Not thread-safe. */
final class KafkaSession implements Driver.Session {
    /**
     * A first start waits for topics, group coordinators, several groups and the first commits, on a busy machine for more than
     * a minute: only what never ends is an error.
     */
    private static final Duration QUIET_AT_MOST = Duration.ofMinutes(3);

    /** A service looks at its lag every second: one that is older says nothing of the records just sent. */
    private static final Duration LAG_IS_KNOWN_AFTER = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Records records;
    private final TopicPrefix prefix;
    private final Service service;
    private final TemporaryDirectory state;
    private long timestamp;

    KafkaSession(String bootstrapServers, TopicPrefix prefix, Service service, TemporaryDirectory state) {
        this.records = Records.connect(bootstrapServers);
        this.prefix = prefix;
        this.service = service;
        this.state = state;
    }

    @Override
    public void apply(List<SourceRecord> events) {
        records.sendAll(prefix.records(events).stream().map(this::producible).toList());
        try {
            awaitQuiet();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the views", end);
        }
    }

    /** Between the partitions of a topic the time decides: no two records of a case may have the same. */
    private ProducerRecord<byte[], byte[]> producible(SourceRecord record) {
        timestamp = Math.max(timestamp + 1, System.currentTimeMillis());
        ProducerRecord<byte[], byte[]> plain =
                Records.record(record.topic(), record.key(), record.value(), record.headers());
        return new ProducerRecord<>(plain.topic(), null, timestamp, plain.key(), plain.value(), plain.headers());
    }

    private void awaitQuiet() throws InterruptedException {
        long deadline = System.nanoTime() + QUIET_AT_MOST.toNanos();
        Thread.sleep(LAG_IS_KNOWN_AFTER.toMillis());
        for (ViewReads view : service.views().values()) {
            while (!isQuiet(view.status())) {
                if (System.nanoTime() >= deadline) {
                    throw new IllegalStateException("view " + view.plan().view().name() + " is not quiet after "
                            + QUIET_AT_MOST.toSeconds() + " s: " + view.status());
                }
                Thread.sleep(LOOK_AGAIN_AFTER.toMillis());
            }
        }
    }

    private static boolean isQuiet(ViewStatus status) {
        return status.state() == ViewStatus.State.RUNNING && status.lagRecords() == 0;
    }

    @Override
    public Optional<JsonNode> document(String view, String key) {
        ViewReads reads = service.view(view);
        byte[] canonical = KeyText.parse(key, reads.plan().keyParts());
        return reads.copy(reads.partitionOf(canonical))
                .flatMap(store -> Documents.document(reads.plan(), store, canonical));
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public void close() {
        records.close();
        service.close();
        state.close();
    }
}
