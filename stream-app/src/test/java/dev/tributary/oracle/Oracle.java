package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Column;
import dev.tributary.oracle.ViewFile.Field;
import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Order;
import dev.tributary.oracle.ViewFile.Related;
import dev.tributary.oracle.ViewFile.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a view file over the latest rows of its sources, in memory, by nested loops: slow, short, and obviously the
 * language's definition. Values are null, Boolean, BigDecimal and String; a column that is only passed on may hold more.
 */
public final class Oracle {
    private final ViewFile file;

    /** An oracle of these views. */
    public Oracle(ViewFile file) {
        this.file = file;
    }

    /** An oracle of the views in a file. */
    public static Oracle of(Path viewsYaml) {
        return new Oracle(ViewFile.read(viewsYaml));
    }

    /** The views' file. */
    public ViewFile file() {
        return file;
    }

    /**
     * All documents of all views.
     *
     * @param rows the latest rows of each source, one per key; a source that is missing is empty
     * @return by view and by key, as the HTTP API writes keys
     */
    public Map<String, Map<String, Map<String, @Nullable Object>>> evaluate(
            Map<String, ? extends Collection<Map<String, @Nullable Object>>> rows) {
        Map<String, Map<String, Map<String, @Nullable Object>>> documents = new LinkedHashMap<>();
        file.views().forEach((name, view) -> documents.put(name, documents(view, rows)));
        return documents;
    }

    private Map<String, Map<String, @Nullable Object>> documents(
            View view, Map<String, ? extends Collection<Map<String, @Nullable Object>>> rows) {
        Evaluation evaluation = new Evaluation(rows);
        Map<String, Map<String, @Nullable Object>> documents = new TreeMap<>();
        for (Map<String, @Nullable Object> row : evaluation.rows(view.from())) {
            if (passes(view, row)) {
                Map<String, @Nullable Object> document = evaluation.object(row, view.fields());
                if (document != null) {
                    documents.put(Values.keyText(keyOf(view.from(), row)), document);
                }
            }
        }
        return documents;
    }

    private static boolean passes(View view, Map<String, @Nullable Object> row) {
        return view.where().isEmpty() || view.where().get().holds(name -> row.get(column(view, name)));
    }

    /** The column that a name of a root condition means: that of a field so called, else the column itself. */
    static String column(View view, String name) {
        if (name.startsWith("row.")) {
            return name.substring("row.".length());
        }
        for (Field field : view.fields().orElse(List.of())) {
            if (field instanceof Column column && column.name().equals(name)) {
                return column.column();
            }
        }
        return name;
    }

    private List<Object> keyOf(String source, Map<String, @Nullable Object> row) {
        return Objects.requireNonNull(
                Values.key(row, file.source(source).key()), () -> "a row of " + source + " without key: " + row);
    }

    /** A related row, after the rows passed on the way to it. */
    private record Way(List<Map<String, @Nullable Object>> rows) {
        Map<String, @Nullable Object> end() {
            return rows.get(rows.size() - 1);
        }

        Way then(Map<String, @Nullable Object> row) {
            List<Map<String, @Nullable Object>> longer = new ArrayList<>(rows);
            longer.add(row);
            return new Way(longer);
        }

        @Nullable
        Object value(Order by) {
            return rows.get(by.step()).get(by.column());
        }
    }

    /** A related row's object, with the way that decides its place. */
    private record Placed(Way way, Map<String, @Nullable Object> object) {}

    private final class Evaluation {
        private final Map<String, Collection<Map<String, @Nullable Object>>> rows;

        Evaluation(Map<String, ? extends Collection<Map<String, @Nullable Object>>> rows) {
            this.rows = new HashMap<>(rows);
        }

        Collection<Map<String, @Nullable Object>> rows(String source) {
            return rows.getOrDefault(source, List.of());
        }

        /** The row's object; null when a required one is missing, which drops the row. */
        @Nullable
        Map<String, @Nullable Object> object(Map<String, @Nullable Object> row, Optional<List<Field>> fields) {
            if (fields.isEmpty()) {
                return row;
            }
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (Field field : fields.get()) {
                if (field instanceof Column column) {
                    object.put(field.name(), row.get(column.column()));
                } else if (field instanceof Related related) {
                    List<Map<String, @Nullable Object>> found = related(row, related);
                    if (related.required() && found.isEmpty()) {
                        return null;
                    }
                    object.put(field.name(), related.one() ? firstOrNull(found) : found);
                }
            }
            return object;
        }

        /** Dropped rows go before the limit: they take no place. */
        private List<Map<String, @Nullable Object>> related(Map<String, @Nullable Object> row, Related related) {
            List<Placed> found = new ArrayList<>();
            for (Way way : ways(row, related.path())) {
                Map<String, @Nullable Object> object = object(way.end(), related.fields());
                if (object != null) {
                    found.add(new Placed(way, object));
                }
            }
            return found.stream()
                    .sorted((a, b) -> compare(related, a.way(), b.way()))
                    .limit(related.limit().orElse(Integer.MAX_VALUE))
                    .map(Placed::object)
                    .toList();
        }

        private List<Way> ways(Map<String, @Nullable Object> row, List<Hop> path) {
            List<Way> ways = List.of(new Way(List.of(row)));
            for (Hop hop : path) {
                List<Way> longer = new ArrayList<>();
                for (Way way : ways) {
                    for (Map<String, @Nullable Object> reached : rows(hop.source())) {
                        if (leads(way.end(), hop, reached)) {
                            longer.add(way.then(reached));
                        }
                    }
                }
                ways = longer;
            }
            // the row that the path starts from is no part of it
            return ways.stream()
                    .map(way -> new Way(way.rows().subList(1, way.rows().size())))
                    .toList();
        }
    }

    private boolean leads(Map<String, @Nullable Object> from, Hop hop, Map<String, @Nullable Object> to) {
        Map<String, @Nullable Object> holder = hop.up() ? from : to;
        Map<String, @Nullable Object> target = hop.up() ? to : from;
        List<Object> reference = Values.key(holder, hop.columns());
        return keyOf(hop.up() ? hop.source() : hop.from(), target).equals(reference);
    }

    private int compare(Related related, Way a, Way b) {
        for (Order by : related.orderBy()) {
            int order = Values.ordering(by.descending()).compare(a.value(by), b.value(by));
            if (order != 0) {
                return order;
            }
        }
        return tie(related.path(), a, b);
    }

    /** By the related row's primary key; where several ways lead to it, by the keys along the path. */
    private int tie(List<Hop> path, Way a, Way b) {
        int last = path.size() - 1;
        String related = path.get(last).source();
        int byKey = Values.compareKeys(
                keyOf(related, a.rows().get(last)), keyOf(related, b.rows().get(last)));
        if (byKey != 0) {
            return byKey;
        }
        for (int i = 0; i < path.size(); i++) {
            String source = path.get(i).source();
            int order = Values.compareKeys(
                    keyOf(source, a.rows().get(i)), keyOf(source, b.rows().get(i)));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static @Nullable Map<String, @Nullable Object> firstOrNull(List<Map<String, @Nullable Object>> list) {
        return list.isEmpty() ? null : list.get(0);
    }
}
