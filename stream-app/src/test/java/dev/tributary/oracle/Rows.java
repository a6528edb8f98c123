package dev.tributary.oracle;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest row of each key of each source. */
public final class Rows {
    private final ViewFile file;
    private final Map<String, Map<List<Object>, Map<String, @Nullable Object>>> bySource = new LinkedHashMap<>();

    /** No rows yet. */
    public Rows(ViewFile file) {
        this.file = file;
        file.sources().keySet().forEach(source -> bySource.put(source, new LinkedHashMap<>()));
    }

    /** The rows after these events. */
    public static Rows after(ViewFile file, Iterable<Event> events) {
        Rows rows = new Rows(file);
        events.forEach(rows::apply);
        return rows;
    }

    /** Takes in one event. */
    public void apply(Event event) {
        List<Object> key = Values.key(event.row(), file.source(event.source()).key());
        if (key == null) {
            throw new IllegalArgumentException("an event without key: " + event);
        }
        Map<List<Object>, Map<String, @Nullable Object>> rows = of(event.source());
        if (event.delete()) {
            rows.remove(key);
        } else {
            rows.put(key, event.row());
        }
    }

    /** By source, as {@link Oracle#evaluate} takes them. */
    public Map<String, Collection<Map<String, @Nullable Object>>> latest() {
        Map<String, Collection<Map<String, @Nullable Object>>> latest = new LinkedHashMap<>();
        bySource.forEach((source, rows) -> latest.put(source, List.copyOf(rows.values())));
        return latest;
    }

    /** The latest rows of one source, by canonical key. */
    Map<List<Object>, Map<String, @Nullable Object>> of(String source) {
        Map<List<Object>, Map<String, @Nullable Object>> rows = bySource.get(source);
        if (rows == null) {
            throw new IllegalArgumentException("no source " + source);
        }
        return rows;
    }
}
