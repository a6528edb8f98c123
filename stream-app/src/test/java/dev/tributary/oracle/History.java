package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random changes of a view file's sources, the same for the same seed. Key spaces are small, so that in a short history
 * rows are re-inserted, move between parents, tie, refer to what is not there, and go before their children do.
 */
public final class History {
    private final ViewFile file;
    private final Random random;
    private final ColumnUse use;
    private final RandomValues values;
    private final Rows rows;
    private final List<Source> sources;

    private History(ViewFile file, long seed) {
        this.file = file;
        this.random = new Random(seed);
        this.use = ColumnUse.of(file);
        this.values = new RandomValues(use, random);
        this.rows = new Rows(file);
        this.sources = weighted();
    }

    /** Events for the sources of a view file. */
    public static List<Event> of(Path viewsYaml, long seed, int length) {
        return of(ViewFile.read(viewsYaml), seed, length);
    }

    /** The same for a file that is read already. */
    public static List<Event> of(ViewFile file, long seed, int length) {
        History history = new History(file, seed);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            events.add(history.next());
        }
        return events;
    }

    /** Sources with composite keys have more rows to fill. */
    private List<Source> weighted() {
        List<Source> weighted = new ArrayList<>();
        for (Source source : file.sources().values()) {
            for (int i = 0; i < source.key().size(); i++) {
                weighted.add(source);
            }
        }
        return weighted;
    }

    private Event next() {
        Source source = sources.get(random.nextInt(sources.size()));
        List<Map<String, @Nullable Object>> present =
                List.copyOf(rows.of(source.name()).values());
        Event event = present.isEmpty() ? insert(source) : change(source, present.get(random.nextInt(present.size())));
        rows.apply(event);
        return event;
    }

    private Event change(Source source, Map<String, @Nullable Object> row) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> Event.delete(source.name(), keyOf(source, row));
            case 2 -> Event.delete(source.name(), newKey(source)); // often of no row
            case 3 -> Event.upsert(source.name(), row); // said again
            case 4, 5, 6, 7, 8, 9, 10, 11, 12 -> update(source, row);
            default -> insert(source);
        };
    }

    /** A new row, or a wholly new version of one. */
    private Event insert(Source source) {
        Map<String, @Nullable Object> row = newKey(source);
        for (String column : use.of(source.name())) {
            if (!row.containsKey(column) && random.nextInt(16) != 0) {
                row.put(column, values.value(source, column));
            }
        }
        return Event.upsert(source.name(), row);
    }

    /** A column or two change: a foreign key moves the row, a sorted one its place, a text key is still the same row. */
    private Event update(Source source, Map<String, @Nullable Object> old) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(old);
        List<String> columns = List.copyOf(use.of(source.name()));
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            String column = columns.get(random.nextInt(columns.size()));
            if (source.key().contains(column)) {
                row.put(column, rewritten(source, column, old.get(column)));
            } else {
                row.put(column, values.value(source, column));
            }
        }
        return Event.upsert(source.name(), row);
    }

    private Map<String, @Nullable Object> newKey(Source source) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        source.key().forEach(column -> key.put(column, values.key(source, column)));
        return key;
    }

    private Map<String, @Nullable Object> keyOf(Source source, Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        source.key().forEach(column -> key.put(column, rewritten(source, column, row.get(column))));
        return key;
    }

    /** The same key value, a number maybe as text. */
    private @Nullable Object rewritten(Source source, String column, @Nullable Object value) {
        boolean typed = source.types().containsKey(column);
        return !typed && value != null && random.nextInt(8) == 0 ? value.toString() : value;
    }
}
