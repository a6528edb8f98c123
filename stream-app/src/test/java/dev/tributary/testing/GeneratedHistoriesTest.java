package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.oracle.Documents;
import dev.tributary.oracle.Event;
import dev.tributary.oracle.Examples;
import dev.tributary.oracle.History;
import dev.tributary.oracle.Oracle;
import dev.tributary.oracle.Rows;
import dev.tributary.view.Encoding;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.ViewFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories on the engine: at rest every document is what the oracle says. More of them with {@code -Dseeds=…}; one
 * of them again with {@code -Dseed=…}.
 */
class GeneratedHistoriesTest {
    private static final int SEEDS = Integer.getInteger("seeds", 200);
    private static final int FIRST = Integer.getInteger("seed", 0);
    private static final int LENGTH = 60;
    private static final int LOOK_EVERY = 20;

    /** How many histories that leave nothing take as long as one that leaves events. */
    private static final int EVENTS_COST = 8;

    static List<Path> examples() {
        return Examples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyDocumentIsAsTheOracleSays(Path example) {
        Oracle oracle = Oracle.of(Examples.views(example));
        Model model = plain(ViewFiles.load(List.of(Examples.views(example))).model());
        int seeds = Integer.getInteger("seed") == null ? SEEDS : 1;
        boolean events = model.sources().values().stream().anyMatch(source -> source.kind() == Source.Kind.EVENTS);
        if (events) {
            everyHistoryAlone(oracle, model, Math.max(1, seeds / EVENTS_COST));
            return;
        }
        try (ViewTester views = ViewTester.of(model)) {
            for (int seed = FIRST; seed < FIRST + seeds; seed++) {
                run(oracle, views, seed);
                compare(oracle, new Rows(oracle.file()), views, "seed " + seed + " with all rows deleted");
            }
        }
    }

    /** Events stay when all rows are deleted. */
    private static void everyHistoryAlone(Oracle oracle, Model model, int seeds) {
        for (int seed = FIRST; seed < FIRST + seeds; seed++) {
            try (ViewTester views = ViewTester.of(model)) {
                run(oracle, views, seed);
            }
        }
    }

    /** Histories put values of all types into a column, which only plain JSON carries. */
    private static Model plain(Model model) {
        Map<String, Source> sources = new LinkedHashMap<>();
        model.sources()
                .forEach((name, source) -> sources.put(
                        name,
                        new Source(
                                name,
                                source.kind(),
                                source.topic(),
                                Encoding.of(Encoding.Format.JSON),
                                source.key(),
                                source.references(),
                                Map.of(),
                                source.columns(),
                                source.where(),
                                source.version())));
        return new Model(sources, model.views(), model.viewRows());
    }

    /** Leaves nothing behind: starting the views takes longer than a history. */
    private static void run(Oracle oracle, ViewTester views, int seed) {
        Rows rows = new Rows(oracle.file());
        List<Event> events = History.of(oracle.file(), seed, LENGTH);
        for (int done = 0; done < events.size(); done++) {
            apply(events.get(done), oracle, views);
            rows.apply(events.get(done));
            if ((done + 1) % LOOK_EVERY == 0) {
                compare(oracle, rows, views, "seed " + seed + " after " + (done + 1) + " events");
            }
        }
        rows.latest().forEach((source, left) -> {
            if (!oracle.file().source(source).events()) {
                delete(source, left, oracle, views);
            }
        });
    }

    private static void apply(Event event, Oracle oracle, ViewTester views) {
        if (event.delete()) {
            delete(event.source(), List.of(event.row()), oracle, views);
        } else {
            views.upsert(event.source(), event.row());
        }
    }

    private static void delete(
            String source, Collection<Map<String, @Nullable Object>> rows, Oracle oracle, ViewTester views) {
        for (Map<String, @Nullable Object> row : rows) {
            List<@Nullable Object> key = new ArrayList<>();
            oracle.file().source(source).key().forEach(column -> key.add(row.get(column)));
            views.delete(source, key);
        }
    }

    private static void compare(Oracle oracle, Rows rows, ViewTester views, String when) {
        oracle.evaluate(rows.latest()).forEach((view, expected) -> {
            Map<String, JsonNode> actual = views.documents(view);
            Set<String> keys = new TreeSet<>(expected.keySet());
            keys.addAll(actual.keySet());
            for (String key : keys) {
                assertThat(Documents.difference(expected.get(key), actual.get(key)))
                        .as("%s, %s/%s", when, view, key)
                        .isNull();
            }
        });
        assertThat(views.deadLetters()).as(when).isEmpty();
    }
}
