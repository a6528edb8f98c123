package dev.tributary.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.oracle.Event;
import dev.tributary.oracle.Examples;
import dev.tributary.oracle.History;
import dev.tributary.plan.Log;
import dev.tributary.plan.LogRecord;
import dev.tributary.plan.Step;
import dev.tributary.plan.Task;
import dev.tributary.sim.Pump;
import dev.tributary.store.FoldState;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.Stored;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One log folded by processing, by restoring, and by a bit of each: the same rows, documents and counts. */
class FoldStoreTest {
    private static final long SEED = Long.getLong("fold.seed", System.nanoTime());
    private static final int LENGTH = 200;
    private static final int BATCH = 7;
    private static final TopicPartition PARTITION = new TopicPartition("log", 0);

    @TempDir
    Path dir;

    @Test
    void restoringGivesWhatProcessingGives() {
        for (Path example : Examples.all()) {
            Path file = Examples.views(example);
            Model model = ViewFiles.load(List.of(file)).model();
            List<Event> events = History.of(file, SEED, LENGTH);
            for (String view : model.views().keySet()) {
                Pump pump = new Pump(model, view);
                events.forEach(pump::apply);
                pump.plan().steps().forEach(step -> foldsTheSame(step, example.getFileName() + "-" + view, pump));
            }
        }
    }

    private void foldsTheSame(Step step, String view, Pump pump) {
        List<LogRecord> log = pump.log(step.log());
        Map<String, String> expected = entries(pump.state(step).store());
        for (int restored : List.of(0, log.size() / 2, log.size())) {
            Path place = dir.resolve(view + "-" + step.log().name() + "-" + restored);
            try (Opened opened = new Opened(step, place)) {
                opened.restore(log.subList(0, restored));
                opened.process(log.subList(restored, log.size()));
                assertThat(entries(opened.entries()))
                        .as("%s of %s, %s of %s restored, -Dfold.seed=%s", step.log(), view, restored, log.size(), SEED)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void theOffsetIsThatOfTheLastRecordWhicheverWayItCame() {
        Pump pump = shop();
        Step documents = pump.plan().steps().get(pump.plan().steps().size() - 1);
        List<LogRecord> log = pump.log(documents.log());
        try (Opened opened = new Opened(documents, dir)) {
            assertThat(opened.store.committedOffset(PARTITION)).isNull();
            opened.restore(log.subList(0, 10));
            opened.store.commit(Map.of(PARTITION, 10L));
            assertThat(opened.store.committedOffset(PARTITION)).isEqualTo(10);
            opened.process(log.subList(10, 12));
            opened.store.commit(Map.of(PARTITION, 9_999L));
            assertThat(opened.store.committedOffset(PARTITION)).isEqualTo(12);
        }
        try (Opened reopened = new Opened(documents, dir)) {
            assertThat(reopened.store.committedOffset(PARTITION)).isEqualTo(12);
        }
    }

    private static Pump shop() {
        Path file = Examples.dir().resolve("shop/views.yaml");
        Pump pump = new Pump(ViewFiles.load(List.of(file)).model(), "customer-orders");
        History.of(file, 1, LENGTH).forEach(pump::apply);
        return pump;
    }

    /**
     * What must be the same: all but the offset, when a deletion was seen, and places left; those are the affair of one
     * copy.
     */
    private static Map<String, String> entries(OrderedStore store) {
        Map<String, String> entries = new TreeMap<>();
        store.scan(new byte[0], (key, value) -> {
            boolean offset = key[0] == FoldState.META && key[1] == 'o';
            if (!offset && key[0] != FoldState.MARKERS) {
                byte[] same = key[0] == FoldState.ROWS
                        ? Stored.decode(value).message().encode()
                        : value;
                entries.put(hex(key), hex(same));
            }
        });
        return entries;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** An open store, and a task that lets what the step says go nowhere. */
    private static final class Opened implements Task, AutoCloseable {
        private final Step step;
        private final FoldStore store;
        private final List<BatchingStateRestoreCallback> callbacks = new ArrayList<>();

        Opened(Step step, Path stateDir) {
            this.step = step;
            store = FoldStore.builder(step.log().name(), step).build();
            store.init(context(stateDir), store);
        }

        /** The two methods that a store calls when it is opened. */
        private StateStoreContext context(Path stateDir) {
            return (StateStoreContext) Proxy.newProxyInstance(
                    StateStoreContext.class.getClassLoader(),
                    new Class<?>[] {StateStoreContext.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("stateDir")) {
                            return stateDir.toFile();
                        }
                        assertThat(method.getName()).isEqualTo("register");
                        callbacks.add((BatchingStateRestoreCallback) arguments[1]);
                        return null;
                    });
        }

        void restore(List<LogRecord> records) {
            for (int from = 0; from < records.size(); from += BATCH) {
                List<LogRecord> batch = records.subList(from, Math.min(from + BATCH, records.size()));
                callbacks
                        .get(0)
                        .restoreAll(batch.stream()
                                .map(record -> KeyValue.pair(record.key(), record.value()))
                                .toList());
            }
        }

        void process(List<LogRecord> records) {
            store.beginProcessing();
            for (LogRecord record : records) {
                byte[] key = Arrays.copyOf(record.key(), record.key().length);
                step.process(new LogRecord(key, record.value(), record.offset()), this);
            }
        }

        OrderedStore entries() {
            return state().store();
        }

        @Override
        public FoldState state() {
            return store.state();
        }

        @Override
        public void send(Log log, byte[] key, byte @Nullable [] value) {}

        @Override
        public long now() {
            return 1_000_000_000_000L;
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
