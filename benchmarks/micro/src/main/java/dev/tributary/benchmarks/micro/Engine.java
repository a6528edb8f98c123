package dev.tributary.benchmarks.micro;

import dev.tributary.benchmarks.rows.Row;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import dev.tributary.codec.Change;
import dev.tributary.codec.Message;
import dev.tributary.codec.RecordDecoder;
import dev.tributary.codec.RecordDecoders;
import dev.tributary.codec.TupleWriter;
import dev.tributary.codec.Version;
import dev.tributary.plan.IngestStep;
import dev.tributary.plan.Log;
import dev.tributary.plan.LogRecord;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.plan.Step;
import dev.tributary.plan.Task;
import dev.tributary.sandbox.process.Folders;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.FoldState;
import dev.tributary.store.RocksStore;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The shop's view on one thread: the decoders and steps of a service with one partition, each step with its store on disk,
 * without Kafka between them. What the rows cause is committed every thousand rows. Not thread-safe; must be closed.
 */
final class Engine implements AutoCloseable {
    private static final int COMMIT_EVERY = 1_000;

    private final Path directory;
    private final ShopLedger ledger;
    private final Model model;
    private final Plan plan;
    private final Map<String, RecordDecoder> decoders = new HashMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private final RocksStore documents;
    private final Map<Log, Long> offsets = new HashMap<>();
    private final Deque<Sent> sent = new ArrayDeque<>();
    private long rows;

    private record Sent(Log log, LogRecord record) {}

    /**
     * With all rows of a shop.
     *
     * @param view one of those that the benchmarks serve
     */
    Engine(Shop shop, String view) {
        ledger = new ShopLedger(shop);
        model = ViewFiles.parse(Map.of("views.yaml", views(view))).model();
        plan = Planner.plan(model, Objects.requireNonNull(model.views().get(view)));
        try {
            directory = Files.createTempDirectory("tributary-micro");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the stores", e);
        }
        for (Source source : plan.sources()) {
            decoders.put(source.name(), RecordDecoders.of(source));
            workers.add(new Worker(new IngestStep(Planner.rowLog(source))));
        }
        plan.steps().forEach(step -> workers.add(new Worker(step)));
        documents = workers.stream()
                .filter(worker -> worker.step.log().equals(plan.documents()))
                .findFirst()
                .orElseThrow()
                .store;
        ledger.each(this::put);
    }

    private static String views(String view) {
        String file = "/dev/tributary/benchmarks/process/" + view + ".yaml";
        try (InputStream in = Objects.requireNonNull(Shop.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Changes any order. */
    void change(Random random) {
        put(ledger.change(random).row());
    }

    /** Takes a row of a source from the bytes of its record to where it ends. */
    private void put(Row row) {
        Source source = model.source(row.topic());
        RecordDecoder decoder = Objects.requireNonNull(decoders.get(row.topic()));
        byte[] key = Integer.toString(row.key()).getBytes(StandardCharsets.UTF_8);
        byte[] value = row.json().getBytes(StandardCharsets.UTF_8);
        long offset = ++rows;
        for (Change change : decoder.decode(key, value, RecordDecoder.Headers.NONE)) {
            if (!(change instanceof Change.Upsert upsert)) {
                throw new IllegalStateException("Expected a row, but " + row.json() + " was read as " + change);
            }
            Version version = new Version(offset, 0, offset);
            append(
                    Planner.rowLog(source),
                    upsert.key(),
                    Message.put(List.of(version), new byte[][] {upsert.row()}).encode());
        }
        for (Sent next = sent.poll(); next != null; next = sent.poll()) {
            for (Worker worker : workers) {
                worker.process(next);
            }
        }
        if (rows % COMMIT_EVERY == 0) {
            workers.forEach(worker -> worker.state().settle());
        }
    }

    private void append(Log log, byte[] key, byte @Nullable [] value) {
        long offset = offsets.merge(log, 1L, Long::sum);
        sent.add(new Sent(log, new LogRecord(key, value, offset)));
    }

    /** Writes a customer's document as a read does, from a snapshot. */
    void read(int customer, OutputStream out) {
        try (DocumentReader reader = plan.reader(documents)) {
            if (!reader.write(new TupleWriter().add(customer).toBytes(), out)) {
                throw new IllegalStateException("there is no document of customer " + customer);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** What a customer's document must be. */
    String expected(int customer) {
        return ledger.document(customer);
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.store.close());
        Folders.delete(directory);
    }

    /** A step and its state. */
    private final class Worker implements Task {
        private final Step step;
        private final RocksStore store;
        private final FoldState state;

        Worker(Step step) {
            this.step = step;
            store = new RocksStore(directory.resolve(Integer.toString(workers.size())));
            state = new FoldState(store);
        }

        void process(Sent next) {
            if (step.log().equals(next.log)) {
                step.process(next.record, this);
            }
        }

        @Override
        public FoldState state() {
            return state;
        }

        @Override
        public void send(Log log, byte[] key, byte @Nullable [] value) {
            append(log, key, value);
        }

        @Override
        public long now() {
            return System.currentTimeMillis();
        }
    }
}
