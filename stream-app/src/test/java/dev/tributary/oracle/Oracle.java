package dev.tributary.oracle;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a view file over the latest rows of its sources, in memory, by nested loops: slow, short, and obviously the
 * language's definition. Values are null, Boolean, BigDecimal, String, List and Map.
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
     * @param rows the latest rows of each source, one per key, or all events in the order of partition and offset; a
     *     source that is missing is empty
     * @return by view and by key, as the HTTP API writes keys
     */
    public Map<String, Map<String, Map<String, @Nullable Object>>> evaluate(
            Map<String, ? extends Collection<Map<String, @Nullable Object>>> rows) {
        Tables tables = new Tables(file, rows);
        Map<String, Map<String, Map<String, @Nullable Object>>> documents = new LinkedHashMap<>();
        for (String view : file.views().keySet()) {
            Map<String, Map<String, @Nullable Object>> byKey = new TreeMap<>();
            tables.rows(view)
                    .forEach(row ->
                            byKey.put(Values.keyText(row.key()), row.columns().values()));
            documents.put(view, byKey);
        }
        return documents;
    }

    /** The same over rows that are collected event by event. */
    public Map<String, Map<String, Map<String, @Nullable Object>>> evaluate(Rows rows) {
        return evaluate(rows.latest());
    }

    /** The fields of each index of a view. */
    public List<List<String>> indexes(String view) {
        return Objects.requireNonNull(file.views().get(view), view).index();
    }

    /**
     * The keys of the documents that have these values in these fields, by key.
     *
     * @param values by field, all those of one of the view's indexes
     */
    public List<String> keys(String view, Map<String, @Nullable Object> values, Rows rows) {
        List<List<String>> indexes = indexes(view);
        if (indexes.stream().noneMatch(index -> Set.copyOf(index).equals(values.keySet()))) {
            throw new IllegalArgumentException(view + " has no index " + values.keySet() + " among " + indexes);
        }
        return new Tables(file, rows.latest())
                .rows(view).stream()
                        .sorted((a, b) -> Values.compareKeys(a.key(), b.key()))
                        .filter(row -> values.entrySet().stream()
                                .allMatch(value -> meets(row.columns().get(value.getKey()), value.getValue())))
                        .map(row -> Values.keyText(row.key()))
                        .toList();
    }

    /** As keys are compared; a list meets what any of its elements does, and null nothing. */
    private static boolean meets(@Nullable Object shown, @Nullable Object sought) {
        if (shown instanceof List<?> items) {
            return items.stream().anyMatch(item -> meets(item, sought));
        }
        return shown != null && sought != null && Values.keyPart(shown).equals(Values.keyPart(sought));
    }
}
