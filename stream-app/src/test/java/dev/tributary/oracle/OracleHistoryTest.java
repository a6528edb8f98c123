package dev.tributary.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories are only worth something if much happens in them. */
class OracleHistoryTest {
    private static final int SEEDS = 20;
    private static final int LENGTH = 250;
    private static final int LOOK_EVERY = 25;
    private static final int SMALL_LIMIT = 3;

    static List<Path> examples() {
        return Examples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isTheSameForTheSameSeed(Path example) {
        Path views = Examples.views(example);
        assertThat(History.of(views, 1, LENGTH)).isEqualTo(History.of(views, 1, LENGTH));
        assertThat(History.of(views, 1, LENGTH)).isNotEqualTo(History.of(views, 2, LENGTH));
        assertThat(History.of(views, 1, LENGTH))
                .startsWith(History.of(views, 1, 10).toArray(Event[]::new));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void deletesReinsertsMovesAndDangles(Path example) {
        ViewFile file = ViewFile.read(Examples.views(example));
        Tally tally = new Tally(file);
        for (int seed = 0; seed < SEEDS; seed++) {
            tally.count(History.of(file, seed, LENGTH));
        }
        int events = SEEDS * LENGTH;
        for (String kind : List.of("insert", "update", "delete", "re-insert", "null reference", "moved", "text key")) {
            assertThat(tally.counts.getOrDefault(kind, 0)).as(kind).isGreaterThan(events / 100);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void fillsEveryViewAndEveryField(Path example) {
        Oracle oracle = Oracle.of(Examples.views(example));
        Set<String> filled = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Rows rows = new Rows(oracle.file());
            int events = 0;
            for (Event event : History.of(oracle.file(), seed, LENGTH)) {
                rows.apply(event);
                if (++events % LOOK_EVERY == 0) {
                    oracle.evaluate(rows.latest())
                            .forEach((view, documents) ->
                                    documents.values().forEach(document -> fill(view, document, filled)));
                }
            }
        }
        Set<String> wanted = new LinkedHashSet<>();
        oracle.file().views().forEach((name, view) -> want(name, view.fields(), wanted));
        wanted.removeAll(filled);
        assertThat(wanted).isEmpty();
    }

    private static void want(String name, Optional<List<ViewFile.Field>> fields, Set<String> wanted) {
        for (ViewFile.Field field : fields.orElse(List.of())) {
            boolean flat = field instanceof ViewFile.Related related && related.verb() == ViewFile.Verb.FLATTEN;
            String member = flat ? name : name + "." + field.name();
            wanted.add(member);
            if (field instanceof ViewFile.Related related) {
                if (related.limit().orElse(Integer.MAX_VALUE) <= SMALL_LIMIT) {
                    wanted.add(member + "#" + related.limit().getAsInt());
                }
                // members of objects by column have that column's values in their names
                if (related.by().isEmpty()) {
                    want(member, related.fields(), wanted);
                }
            }
        }
    }

    @Test
    void theSampleDataFillsEveryView() throws IOException {
        for (Path example : Examples.all()) {
            Oracle oracle = Oracle.of(Examples.views(example));
            Rows rows = new Rows(oracle.file());
            for (String source : oracle.file().sources().keySet()) {
                for (String line : Files.readAllLines(example.resolve("data").resolve(source + ".jsonl"))) {
                    rows.apply(Event.upsert(source, Yaml.map(Yaml.text(line), line)));
                }
            }
            oracle.evaluate(rows.latest())
                    .forEach((view, documents) -> assertThat(documents.size())
                            .as("documents of %s in %s", view, example)
                            .isGreaterThan(1));
        }
    }

    private static void fill(String name, @Nullable Object value, Set<String> filled) {
        if (value instanceof Map<?, ?> object) {
            object.forEach((member, inner) -> fill(name + "." + member, inner, filled));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> fill(name, item, filled));
            filled.add(name + "#" + list.size());
            return; // an empty array fills nothing
        }
        if (value != null) {
            filled.add(name);
        }
    }

    private static final class Tally {
        private final ViewFile file;
        final Map<String, Integer> counts = new LinkedHashMap<>();

        Tally(ViewFile file) {
            this.file = file;
        }

        void count(List<Event> events) {
            Rows rows = new Rows(file);
            Set<List<Object>> gone = new HashSet<>();
            for (Event event : events) {
                ViewFile.Source source = file.source(event.source());
                List<Object> key = Values.key(event.row(), source.key());
                assertThat(key).isNotNull();
                Map<String, @Nullable Object> old = rows.of(event.source()).get(key);
                if (event.delete()) {
                    add("delete", true);
                    gone.add(List.of(event.source(), key));
                } else {
                    add(old == null ? "insert" : "update", true);
                    add("re-insert", old == null && gone.contains(List.of(event.source(), key)));
                    references(source, old, event.row());
                }
                add(
                        "text key",
                        source.key().stream().anyMatch(column -> event.row().get(column) instanceof String));
                rows.apply(event);
            }
        }

        private void references(
                ViewFile.Source source,
                @Nullable Map<String, @Nullable Object> old,
                Map<String, @Nullable Object> row) {
            for (ViewFile.Reference reference : source.references()) {
                List<Object> now = Values.key(row, reference.columns());
                add("null reference", now == null);
                add("moved", old != null && now != null && !now.equals(Values.key(old, reference.columns())));
            }
        }

        private void add(String kind, boolean when) {
            if (when) {
                counts.merge(kind, 1, Integer::sum);
            }
        }
    }
}
