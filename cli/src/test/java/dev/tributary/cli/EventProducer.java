package dev.tributary.cli;

import dev.tributary.oracle.Event;
import dev.tributary.sandbox.Records;
import dev.tributary.testing.RowRecords;
import dev.tributary.testing.SourceRecord;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Produces a history at its own pace, as far as it is allowed to. */
final class EventProducer implements AutoCloseable {
    private static final int BATCH = 10;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration SENT_WITHIN = Duration.ofSeconds(90);

    private final Records records;
    private final Model model;
    private final RowRecords encoders;
    private final List<Event> events;
    private final Thread thread;
    private volatile int allowed;
    private volatile int sent;
    private volatile boolean closed;

    private EventProducer(String bootstrapServers, Path views, List<Event> events) {
        this.records = Records.connect(bootstrapServers);
        this.model = ViewFiles.load(List.of(views)).model();
        this.encoders = new RowRecords(model);
        this.events = events;
        thread = new Thread(this::produce, "event-producer");
        thread.setDaemon(true);
    }

    static EventProducer start(String bootstrapServers, Path views, List<Event> events) {
        EventProducer producer = new EventProducer(bootstrapServers, views, events);
        producer.thread.start();
        return producer;
    }

    /** Lets it go on until it has sent so many events. */
    void allow(int count) {
        allowed = Math.max(allowed, count);
    }

    void awaitSent(int count) throws InterruptedException {
        long deadline = System.nanoTime() + SENT_WITHIN.toNanos();
        while (sent < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + sent + " of " + count + " events were sent");
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private void produce() {
        // between the partitions of a topic the time decides: no two records may have the same
        long timestamp = System.currentTimeMillis() - events.size() * 10L;
        while (sent < events.size() && !closed) {
            List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
            int end = Math.min(Math.min(sent + BATCH, allowed), events.size());
            for (Event event : events.subList(sent, end)) {
                for (SourceRecord each : records(event)) {
                    batch.add(new ProducerRecord<>(each.topic(), null, timestamp++, each.key(), each.value()));
                }
            }
            records.sendAll(batch);
            sent = end;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private List<SourceRecord> records(Event event) {
        if (!event.delete()) {
            return encoders.upsert(event.source(), event.row());
        }
        List<@Nullable Object> key = new ArrayList<>();
        model.source(event.source()).key().forEach(column -> key.add(event.row().get(column)));
        return encoders.delete(event.source(), key);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(SENT_WITHIN.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        records.close();
    }
}
