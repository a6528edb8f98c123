package dev.tributary.cli;

import dev.tributary.sandbox.Records;
import dev.tributary.testing.RowRecords;
import dev.tributary.testing.SourceRecord;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the services that own the sources: each writes its sample rows to its topic in its own format, and then a
 * change now and then, by moving a number of a row up or down.
 */
final class SampleServices implements AutoCloseable {
    private static final long CHANGE_EVERY_MS = 1_000;
    private static final long STOP_WAIT_MS = 5_000;

    private final Model model;
    private final RowRecords encoders;
    private final Records kafka;
    private final Map<String, List<Map<String, @Nullable Object>>> rows;
    private final ExecutorService changes = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "sample-services");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Random random = new Random(1);

    /** @param rows of each source, to begin with */
    SampleServices(Map<String, List<Map<String, @Nullable Object>>> rows, Model model, String bootstrapServers) {
        this.rows = rows;
        this.model = model;
        encoders = new RowRecords(model);
        kafka = Records.connect(bootstrapServers);
    }

    /** Writes all sample rows; returns how many each source has. */
    Map<String, Integer> produceAll() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.forEach((source, own) -> {
            List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
            own.forEach(row -> encoders.upsert(source, row).forEach(each -> records.add(record(each))));
            kafka.sendAll(records);
            counts.put(source, own.size());
        });
        return counts;
    }

    private static ProducerRecord<byte[], byte[]> record(SourceRecord record) {
        return new ProducerRecord<>(record.topic(), null, record.key(), record.value());
    }

    /** From now on changes a row a second. */
    void keepChanging() {
        changes.execute(this::changeNowAndThen);
    }

    private void changeNowAndThen() {
        try {
            while (!closing.await(CHANGE_EVERY_MS, TimeUnit.MILLISECONDS)) {
                change();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void change() {
        List<Source> sources = List.copyOf(model.sources().values());
        Source source = sources.get(random.nextInt(sources.size()));
        List<Map<String, @Nullable Object>> own = rows.getOrDefault(source.name(), List.of());
        if (own.isEmpty()) {
            return;
        }
        int index = random.nextInt(own.size());
        Map<String, @Nullable Object> row = new LinkedHashMap<>(own.get(index));
        List<String> numbers = row.keySet().stream()
                .filter(column -> row.get(column) instanceof BigDecimal && isPlain(source, column))
                .toList();
        if (!numbers.isEmpty()) {
            String column = numbers.get(random.nextInt(numbers.size()));
            row.computeIfPresent(column, (name, value) -> moved((BigDecimal) value));
        }
        own.set(index, row);
        kafka.sendAll(encoders.upsert(source.name(), row).stream()
                .map(SampleServices::record)
                .toList());
    }

    /** Never below one: stock and quantities are counts. */
    private BigDecimal moved(BigDecimal value) {
        return value.add(
                random.nextBoolean() || value.compareTo(BigDecimal.ONE) <= 0
                        ? BigDecimal.ONE
                        : BigDecimal.ONE.negate());
    }

    private static boolean isPlain(Source source, String column) {
        return !source.key().contains(column)
                && source.references().stream().noneMatch(each -> each.columns().contains(column));
    }

    @Override
    public void close() {
        closing.countDown();
        changes.shutdown();
        try {
            if (!changes.awaitTermination(STOP_WAIT_MS, TimeUnit.MILLISECONDS)) {
                changes.shutdownNow();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        kafka.close();
    }
}
