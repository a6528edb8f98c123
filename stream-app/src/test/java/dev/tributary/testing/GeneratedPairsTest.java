package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.config.InvalidInput;
import dev.tributary.oracle.Documents;
import dev.tributary.oracle.Event;
import dev.tributary.oracle.Features;
import dev.tributary.oracle.GeneratedPair;
import dev.tributary.oracle.Oracle;
import dev.tributary.oracle.Rows;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * View files of the whole language, made up with a history each: after every event, every document is as the oracle says.
 * {@code -Dpairs=10000} runs ten times as many, {@code -Dpair=S} one of them again.
 */
class GeneratedPairsTest {
    private static final int PAIRS = Integer.getInteger("pairs", 1_000);
    private static final int DEPTH = 4;
    private static final int LENGTH = 25;

    @Test
    void everyDocumentIsAsTheOracleSaysAfterEveryEvent() {
        Integer only = Integer.getInteger("pair");
        int first = only == null ? 0 : only;
        AtomicInteger refused = new AtomicInteger();
        Map<Integer, String> mismatches = new ConcurrentSkipListMap<>();
        IntStream.range(first, only == null ? PAIRS : first + 1).parallel().forEach(seed -> {
            try {
                run(GeneratedPair.of(seed, Features.ALL, DEPTH, LENGTH), refused);
            } catch (AssertionError mismatch) {
                mismatches.put(seed, String.valueOf(mismatch.getMessage()));
            }
        });
        assertThat(mismatches)
                .as(() -> "pairs " + mismatches.keySet() + ", the first of them: "
                        + mismatches.values().iterator().next())
                .isEmpty();
        // made-up names that clash, mostly: few enough to be passed over
        assertThat(refused.get()).isLessThanOrEqualTo(1 + PAIRS / 50);
    }

    private static void run(GeneratedPair pair, AtomicInteger refused) {
        Model model;
        try {
            model = ViewFiles.parse(Map.of("made-up.yaml", pair.text())).model();
        } catch (InvalidInput invalid) {
            System.out.println("-Dpair=" + pair.seed() + " was refused: " + invalid.getMessage());
            refused.incrementAndGet();
            return;
        }
        Oracle oracle = new Oracle(pair.file());
        Rows rows = new Rows(pair.file());
        List<String> names = List.copyOf(model.views().keySet());
        // one of each file: starting a view takes longer than its history
        String view = names.get((int) (pair.seed() % names.size()));
        try (ViewTester views = ViewTester.of(model, view)) {
            int done = 0;
            for (Event event : pair.events()) {
                apply(event, oracle, views);
                rows.apply(event);
                Map<String, Map<String, @Nullable Object>> expected =
                        oracle.evaluate(rows.latest()).getOrDefault(view, Map.of());
                compare(expected, views.documents(view), view + " after event " + ++done + " of\n" + pair);
                assertThat(views.deadLetters()).isEmpty();
            }
        } catch (RuntimeException failure) {
            throw new AssertionError("-Dpair=" + pair.seed() + " broke off\n" + pair, failure);
        }
    }

    private static void apply(Event event, Oracle oracle, ViewTester views) {
        if (event.delete()) {
            List<@Nullable Object> key = new ArrayList<>();
            oracle.file()
                    .source(event.source())
                    .key()
                    .forEach(column -> key.add(event.row().get(column)));
            views.delete(event.source(), key);
        } else {
            views.upsert(event.source(), event.row());
        }
    }

    private static void compare(
            Map<String, Map<String, @Nullable Object>> expected, Map<String, JsonNode> actual, String when) {
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (String key : keys) {
            assertThat(Documents.difference(expected.get(key), actual.get(key)))
                    .as("%s in %s", key, when)
                    .isNull();
        }
    }
}
