package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.oracle.Documents;
import dev.tributary.oracle.Event;
import dev.tributary.oracle.Features;
import dev.tributary.oracle.GeneratedPair;
import dev.tributary.oracle.Oracle;
import dev.tributary.oracle.Rows;
import dev.tributary.plan.Planner;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.view.Model;
import dev.tributary.view.View;
import dev.tributary.view.ViewFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Made-up view files and histories of the whole language on a real broker, with several partitions and two stream threads.
 * {@code -Dkafka.pairs=N} runs more, {@code -Dkafka.pair=S} one of them again.
 */
class GeneratedPairsOnKafkaTest {
    private static final int PAIRS = Integer.getInteger("kafka.pairs", 20);
    private static final int DEPTH = 4;
    private static final int LENGTH = 40;

    @Test
    void everyDocumentIsAsTheOracleSays() throws Exception {
        Integer only = Integer.getInteger("kafka.pair");
        int first = only == null ? 0 : only;
        try (SandboxKafka kafka = SandboxKafka.start()) {
            Driver driver = new KafkaDriver(kafka.bootstrapServers());
            for (int seed = first; seed < (only == null ? PAIRS : first + 1); seed++) {
                run(GeneratedPair.of(seed, Features.ALL, DEPTH, LENGTH), driver);
            }
        }
    }

    private static void run(GeneratedPair pair, Driver driver) throws InterruptedException {
        Model model = ViewFiles.parse(Map.of("made-up.yaml", pair.text())).model();
        List<String> names = List.copyOf(model.views().keySet());
        String view = names.get((int) (pair.seed() % names.size()));
        Oracle oracle = new Oracle(pair.file());
        Rows rows = new Rows(pair.file());
        RowRecords encoded = new RowRecords(model);
        Set<String> keys = new HashSet<>();
        try (Driver.Session session = driver.open(of(model, view))) {
            int half = pair.events().size() / 2;
            for (List<Event> part : List.of(
                    pair.events().subList(0, half),
                    pair.events().subList(half, pair.events().size()))) {
                List<SourceRecord> records = new ArrayList<>();
                part.forEach(event -> records.addAll(records(event, oracle, encoded)));
                part.forEach(rows::apply);
                session.apply(records);
                Map<String, Map<String, @Nullable Object>> expected =
                        oracle.evaluate(rows.latest()).getOrDefault(view, Map.of());
                keys.addAll(expected.keySet());
                for (String key : keys) {
                    assertThat(difference(expected.get(key), session, view, key))
                            .as("-Dkafka.pair=%s %s/%s\n%s", pair.seed(), view, key, pair)
                            .isNull();
                }
            }
        }
    }

    /** What is still wrong after a while: on a busy machine the lag may be told as it was before the last records. */
    private static @Nullable String difference(
            @Nullable Map<String, @Nullable Object> expected, Driver.Session session, String view, String key)
            throws InterruptedException {
        long deadline = System.nanoTime() + session.patience().toNanos();
        while (true) {
            JsonNode actual = session.document(view, key).orElse(null);
            String difference = Documents.difference(expected, actual);
            if (difference == null || System.nanoTime() >= deadline) {
                return difference;
            }
            Thread.sleep(Driver.Session.LOOK_AGAIN_AFTER.toMillis());
        }
    }

    /** The model with one view, and those that it uses. */
    private static Model of(Model model, String view) {
        Map<String, View> views = new LinkedHashMap<>();
        Planner.plan(model, model.view(view)).views().forEach(used -> views.put(used.name(), used));
        return new Model(model.sources(), views, model.viewRows());
    }

    private static List<SourceRecord> records(Event event, Oracle oracle, RowRecords encoded) {
        if (!event.delete()) {
            return encoded.upsert(event.source(), event.row());
        }
        List<@Nullable Object> key = new ArrayList<>();
        oracle.file()
                .source(event.source())
                .key()
                .forEach(column -> key.add(event.row().get(column)));
        return encoded.delete(event.source(), key);
    }
}
