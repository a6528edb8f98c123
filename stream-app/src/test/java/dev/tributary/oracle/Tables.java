package dev.tributary.oracle;

import dev.tributary.oracle.Expression.Scope;
import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Source;
import dev.tributary.oracle.ViewFile.View;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of all sources and views at one time. What a view has is evaluated once, when it is first asked for. */
final class Tables {
    private final ViewFile file;
    private final Map<String, ? extends Collection<Map<String, @Nullable Object>>> latest;
    private final Map<String, List<Row>> rows = new HashMap<>();
    private final Map<String, Map<List<Object>, List<Row>>> byColumns = new HashMap<>();

    Tables(ViewFile file, Map<String, ? extends Collection<Map<String, @Nullable Object>>> latest) {
        this.file = file;
        this.latest = latest;
    }

    /** The rows of a source that are there, or the documents of a view with the keys that they have. */
    List<Row> rows(String name) {
        List<Row> known = rows.get(name);
        if (known == null) {
            View view = file.views().get(name);
            known = view == null ? sourceRows(file.source(name)) : documents(view);
            rows.put(name, known);
        }
        return known;
    }

    private List<Row> sourceRows(Source source) {
        Set<String> times = source.types().entrySet().stream()
                .filter(type -> type.getValue().startsWith("timestamp"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        List<Row> found = new ArrayList<>();
        long offset = 0;
        for (Map<String, @Nullable Object> values : Optional.ofNullable(latest.get(source.name()))
                .map(List::<Map<String, @Nullable Object>>copyOf)
                .orElse(List.of())) {
            List<Object> key = source.events() ? List.of(BigDecimal.valueOf(offset++)) : keyOf(source, values);
            Row row = new Row(key, new Columns(values, times), List.of());
            if (source.where().map(where -> where.holds(scope(row))).orElse(true)) {
                found.add(row);
            }
        }
        return found;
    }

    private static List<Object> keyOf(Source source, Map<String, @Nullable Object> row) {
        return Objects.requireNonNull(
                Values.key(row, source.key()), () -> "a row of " + source.name() + " without key: " + row);
    }

    private static Scope scope(Row row) {
        return Way.start(row)::named;
    }

    private List<Row> documents(View view) {
        Evaluation evaluation = new Evaluation(this);
        List<Row> documents = new ArrayList<>();
        for (Row row : view.grouped() ? groups(view) : rows(view.from())) {
            Members document = evaluation.object(Way.start(row), view.fields());
            if (document != null
                    && view.where().map(where -> where.holds(document)).orElse(true)) {
                documents.add(new Row(row.key(), new Columns(document.shown(), Set.of()), List.of()));
            }
        }
        return documents;
    }

    /** A row for each group, whose columns show the least of the values that count as the same. */
    List<Row> groups(View view) {
        Map<List<Object>, Map<String, @Nullable Object>> columns = new LinkedHashMap<>();
        Map<List<Object>, List<Row>> members = new LinkedHashMap<>();
        for (Row row : rows(view.from())) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            view.groupBy().forEach((name, expression) -> values.put(name, expression.value(scope(row))));
            List<Object> key = Values.key(values, List.copyOf(view.groupBy().keySet()));
            if (key != null) {
                members.computeIfAbsent(key, each -> new ArrayList<>()).add(row);
                columns.merge(key, values, Tables::least);
            }
        }
        List<Row> groups = new ArrayList<>();
        members.forEach((key, in) ->
                groups.add(new Row(key, new Columns(columns.getOrDefault(key, Map.of()), Set.of()), in)));
        return groups;
    }

    private static Map<String, @Nullable Object> least(
            Map<String, @Nullable Object> a, Map<String, @Nullable Object> b) {
        Map<String, @Nullable Object> least = new LinkedHashMap<>();
        a.forEach((name, value) -> {
            Object left = Objects.requireNonNull(value);
            Object right = Objects.requireNonNull(b.get(name));
            least.put(name, Values.compareWithText(left, right) <= 0 ? left : right);
        });
        return least;
    }

    /** All ways along a path, in any order. */
    List<Way> ways(Row row, List<Hop> path) {
        List<Way> ways = List.of(new Way(path, List.of()));
        for (Hop hop : path) {
            List<Way> longer = new ArrayList<>();
            for (Way way : ways) {
                Row at = way.rows().isEmpty() ? row : way.end();
                next(at, hop).forEach(reached -> longer.add(way.then(reached)));
            }
            ways = longer;
        }
        return ways;
    }

    private List<Row> next(Row row, Hop hop) {
        return switch (hop.kind()) {
            case MEMBERS -> row.members();
            case DOWN -> byColumns(hop.to(), hop.columns()).getOrDefault(row.key(), List.of());
            case UP -> {
                List<Object> key = Values.key(row.columns().values(), hop.columns());
                yield key == null ? List.of() : byColumns(hop.to(), List.of()).getOrDefault(key, List.of());
            }
        };
    }

    /** The rows by what they have in some columns; by their keys when there are none. */
    private Map<List<Object>, List<Row>> byColumns(String name, List<String> columns) {
        Map<List<Object>, List<Row>> known = byColumns.get(name + columns);
        if (known == null) {
            known = new HashMap<>();
            for (Row row : rows(name)) {
                List<Object> key =
                        columns.isEmpty() ? row.key() : Values.key(row.columns().values(), columns);
                if (key != null) {
                    known.computeIfAbsent(key, each -> new ArrayList<>()).add(row);
                }
            }
            byColumns.put(name + columns, known);
        }
        return known;
    }
}
