package dev.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.codec.Message;
import dev.tributary.codec.TupleWriter;
import dev.tributary.codec.Version;
import dev.tributary.plan.Log;
import dev.tributary.plan.LogRecord;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.plan.Step;
import dev.tributary.plan.Task;
import dev.tributary.runtime.LogTail;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.store.FoldState;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.RocksStore;
import dev.tributary.topology.LogPartitioner;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A view whose steps run in the caller's thread, over stores on disk: rows in, documents out. One writer at a time. */
final class TestView implements ViewReads, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Plan plan;
    private final Model model;
    private final Path directory;
    private final int partitions;
    private final Map<Log, List<Subtask>> tasksOf = new HashMap<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Queue<Runnable> heldBack = new ArrayDeque<>();
    private @Nullable Log heldLog;
    private final List<RocksStore> stores = new ArrayList<>();
    final TestLogs logs = new TestLogs();
    private final Map<Log, Map<Integer, OrderedStore>> copies = new ConcurrentHashMap<>();
    private long offset = 1;
    private long time;

    /** What readers are told. */
    volatile ViewStatus status = new ViewStatus(ViewStatus.State.RUNNING, "", 1, 0, 0, 0);

    private TestView(Path directory, Model model, String name, int partitions) {
        this.directory = directory;
        this.model = model;
        this.partitions = partitions;
        plan = Planner.plan(model, Objects.requireNonNull(model.views().get(name)));
        plan.steps().forEach(this::start);
    }

    static TestView of(Path directory, String file, String name, int partitions) {
        Model model = ViewFiles.parse(Map.of("views.yaml", file)).model();
        return new TestView(directory, model, name, partitions);
    }

    private void start(Step step) {
        List<Subtask> tasks = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            RocksStore store = new RocksStore(directory.resolve(step.log().name() + "-" + partition));
            stores.add(store);
            tasks.add(new Subtask(step, new FoldState(store)));
            copiesOf(step.log()).put(partition, store);
        }
        tasksOf.put(step.log(), tasks);
    }

    /** The row is there, with these columns. */
    void put(String source, String row) {
        say(source, row, Message.put(version(), new byte[][] {row.getBytes(StandardCharsets.UTF_8)}));
    }

    /** The row of these key columns is gone. */
    void delete(String source, String key) {
        say(source, key, Message.gone(version()));
    }

    /** The time of the rows that come from now on, in ms since 1970. */
    void at(long newTime) {
        time = newTime;
    }

    private List<Version> version() {
        return List.of(new Version(time, 0, offset));
    }

    private void say(String name, String row, Message message) {
        Source source = model.source(name);
        send(Planner.rowLog(source), key(source, row), message.encode());
        work();
    }

    private void work() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    private static byte[] key(Source source, String row) {
        try {
            JsonNode columns = JSON.readTree(row);
            TupleWriter key = new TupleWriter();
            for (String column : source.key()) {
                key.addKeyJson(JSON.writeValueAsBytes(columns.get(column)));
            }
            return key.toBytes();
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private void send(Log log, byte[] key, byte @Nullable [] value) {
        LogRecord record = new LogRecord(key, value, offset++);
        int partition = LogPartitioner.partition(log.routing(key), partitions);
        logs.add(log, partition, record.offset(), key, value);
        Subtask task = Objects.requireNonNull(tasksOf.get(log)).get(partition);
        (log.equals(heldLog) ? heldBack : waiting).add(() -> task.step.process(record, task));
    }

    /** One step for one partition. */
    private final class Subtask implements Task {
        private final Step step;
        private final FoldState state;

        private Subtask(Step step, FoldState state) {
            this.step = step;
            this.state = state;
        }

        @Override
        public FoldState state() {
            return state;
        }

        @Override
        public void send(Log log, byte[] key, byte @Nullable [] value) {
            TestView.this.send(log, key, value);
        }

        @Override
        public long now() {
            return offset;
        }
    }

    private Map<Integer, OrderedStore> copiesOf(Log log) {
        return copies.computeIfAbsent(log, first -> new ConcurrentHashMap<>());
    }

    /** From now on readers find this instead of a partition's store; nothing for null. */
    void replaceCopy(int partition, @Nullable OrderedStore copy) {
        replaceCopy(plan.documents(), partition, copy);
    }

    void replaceCopy(Log log, int partition, @Nullable OrderedStore copy) {
        if (copy == null) {
            copiesOf(log).remove(partition);
        } else {
            copiesOf(log).put(partition, copy);
        }
    }

    /** While held, what steps say to the log waits. */
    void hold(Log log, boolean held) {
        heldLog = held ? log : null;
        if (!held) {
            waiting.addAll(heldBack);
            heldBack.clear();
            work();
        }
    }

    @Override
    public Plan plan() {
        return plan;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public ViewStatus status() {
        return status;
    }

    @Override
    public Optional<OrderedStore> copy(Log log, int partition) {
        return Optional.ofNullable(copiesOf(log).get(partition));
    }

    @Override
    public Optional<LogTail> tail() {
        return Optional.of(logs.tail());
    }

    /** Fails when a reader was left open. */
    @Override
    public void close() {
        stores.forEach(RocksStore::close);
    }
}
