package dev.tributary.oracle;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest row of each key of each source, and all events. */
public final class Rows {
    private static final Comparator<List<Object>> BY_PLACE = Values::compareKeys;

    private final ViewFile file;
    private final Map<String, Map<List<Object>, Map<String, @Nullable Object>>> bySource = new LinkedHashMap<>();
    private long nextOffset;

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

    /** Takes in one event, of partition 0. */
    public void apply(Event event) {
        apply(event, 0);
    }

    /** Takes in the next event of a partition, which matters only to sources whose records are events. */
    public void apply(Event event, int partition) {
        if (file.source(event.source()).events()) {
            if (!event.delete()) {
                of(event.source()).put(place(partition), event.row());
            }
            return;
        }
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

    /** A number that grows does for the offset. */
    private List<Object> place(int partition) {
        return List.of(BigDecimal.valueOf(partition), BigDecimal.valueOf(nextOffset++));
    }

    /** By source, as {@link Oracle#evaluate} takes them. */
    public Map<String, Collection<Map<String, @Nullable Object>>> latest() {
        Map<String, Collection<Map<String, @Nullable Object>>> latest = new LinkedHashMap<>();
        bySource.forEach((source, rows) -> latest.put(source, inOrder(source, rows)));
        return latest;
    }

    private List<Map<String, @Nullable Object>> inOrder(
            String source, Map<List<Object>, Map<String, @Nullable Object>> rows) {
        if (!file.source(source).events()) {
            return List.copyOf(rows.values());
        }
        return rows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(BY_PLACE))
                .map(Map.Entry::getValue)
                .toList();
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
