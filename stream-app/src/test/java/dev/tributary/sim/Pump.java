package dev.tributary.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.codec.Message;
import dev.tributary.codec.TupleWriter;
import dev.tributary.codec.Version;
import dev.tributary.oracle.Event;
import dev.tributary.plan.IngestStep;
import dev.tributary.plan.Log;
import dev.tributary.plan.LogRecord;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.plan.Selection;
import dev.tributary.plan.Step;
import dev.tributary.plan.Task;
import dev.tributary.store.CollectionReader;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.FoldState;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of a view on one thread and one partition, without faults: a change goes all the way and is committed
 * before the next. For counting what a change costs, and for looking at what the logs have. Not thread-safe.
 */
public final class Pump {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final Model model;
    private final Plan plan;
    private final CountingStore.Cost cost = new CountingStore.Cost();
    private final Map<Log, List<LogRecord>> logs = new LinkedHashMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Map<String, Integer> written = new TreeMap<>();
    private long changes;

    private record Sent(Log log, LogRecord record) {}

    public Pump(Model model, String view) {
        this.model = model;
        plan = Planner.plan(model, Objects.requireNonNull(model.views().get(view)));
        plan.sources().forEach(source -> workers.add(new Worker(new IngestStep(Planner.rowLog(source)))));
        plan.steps().forEach(step -> workers.add(new Worker(step)));
    }

    public Plan plan() {
        return plan;
    }

    /** What the last change, or the last read since, asked of the stores. */
    CountingStore.Cost cost() {
        return cost;
    }

    /** How many records the last change wrote to each log, by the log's name. */
    Map<String, Integer> written() {
        return new TreeMap<>(written);
    }

    /** All records of a log, from the offset 1 on. */
    public List<LogRecord> log(Log log) {
        return List.copyOf(logs.getOrDefault(log, List.of()));
    }

    /** The state of a view's step. */
    public FoldState state(Step step) {
        return workers.stream()
                .filter(worker -> worker.step == step)
                .findFirst()
                .orElseThrow()
                .state();
    }

    public void apply(Event event) {
        change(event.source(), event.row(), event.delete());
    }

    void put(String source, Map<String, @Nullable Object> row) {
        change(source, row, false);
    }

    void delete(String source, Map<String, @Nullable Object> key) {
        change(source, key, true);
    }

    private void change(String name, Map<String, @Nullable Object> row, boolean delete) {
        cost.reset();
        written.clear();
        Source source = model.source(name);
        TupleWriter key = new TupleWriter();
        source.key().forEach(column -> key.addKeyJson(json(row.get(column))));
        List<Version> version = List.of(new Version(++changes, 0, changes));
        Message message = delete ? Message.gone(version) : Message.put(version, new byte[][] {json(row)});
        append(Planner.rowLog(source), key.toBytes(), message.encode());
        for (Sent next = sent.poll(); next != null; next = sent.poll()) {
            for (Worker worker : workers) {
                worker.process(next);
            }
        }
        workers.forEach(worker -> worker.state().settle());
    }

    private void append(Log log, byte[] key, byte @Nullable [] value) {
        List<LogRecord> records = logs.computeIfAbsent(log, name -> new ArrayList<>());
        LogRecord record = new LogRecord(key, value, records.size() + 1L);
        records.add(record);
        sent.add(new Sent(log, record));
        written.merge(log.name(), 1, Integer::sum);
    }

    /** The document of a key of one value, as JSON text; null when there is none. What it costs is counted. */
    @Nullable
    String read(Object key) {
        cost.reset();
        Worker documents = workers.get(workers.size() - 1);
        try (DocumentReader reader = plan.reader(documents.state().store())) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            boolean found = reader.write(new TupleWriter().add(key).toBytes(), out);
            return found ? out.toString(StandardCharsets.UTF_8) : null;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Rows of a collection of the document of a key, behind so many; what the page itself costs is counted. */
    List<String> page(Object key, String field, int behind, int limit) {
        Worker documents = workers.get(workers.size() - 1);
        try (DocumentReader reader = plan.reader(documents.state().store())) {
            byte[] document = new TupleWriter().add(key).toBytes();
            List<Integer> way = plan.collection(field).orElseThrow().way();
            List<byte[]> before = behind == 0
                    ? List.of()
                    : reader.collection(document, way).orElseThrow().rowsAfter(null, behind);
            cost.reset();
            CollectionReader rows = reader.collection(document, way).orElseThrow();
            List<String> page = new ArrayList<>();
            for (byte[] row : rows.rowsAfter(behind == 0 ? null : before.get(behind - 1), limit)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                rows.write(row, out, null);
                page.add(out.toString(StandardCharsets.UTF_8));
            }
            return page;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Reads what one member needs, or a member of that; what it costs is counted. */
    void readSome(Object key, String... path) {
        Selection selection = Selection.ALL;
        for (int i = path.length - 1; i >= 0; i--) {
            selection = new Selection(Map.of(path[i], selection), false);
        }
        cost.reset();
        Worker documents = workers.get(workers.size() - 1);
        try (DocumentReader reader = plan.reader(documents.state().store())) {
            byte[] document = new TupleWriter().add(key).toBytes();
            reader.writeSome(document, OutputStream.nullOutputStream(), plan.slots(selection));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] json(@Nullable Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A step and its state. */
    private final class Worker implements Task {
        private final Step step;
        private final FoldState state = new FoldState(new CountingStore(new MemoryStore(), cost));

        Worker(Step step) {
            this.step = step;
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
            return 1_000_000_000_000L;
        }
    }
}
