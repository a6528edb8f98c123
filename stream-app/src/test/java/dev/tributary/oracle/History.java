package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Reference;
import dev.tributary.oracle.ViewFile.Source;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random changes of a view file's sources, the same for the same seed. Key spaces are small, so that in a short history
 * rows are re-inserted, move between parents, tie, and go before their children do; most foreign keys lead somewhere.
 */
public final class History {
    private static final int POPULAR = 3;
    private static final int FEW = 4;

    private final ViewFile file;
    private final Random random;
    private final ColumnUse use;
    private final RandomValues values;
    private final Rows rows;
    private final List<Source> sources;

    /** What there is to refer to, as long as no row changes. */
    private Tables tables;

    private History(ViewFile file, Map<String, Kind> kinds, long seed) {
        this.file = file;
        this.random = new Random(seed);
        this.use = ColumnUse.of(file);
        this.values = new RandomValues(use, kinds, random);
        this.rows = new Rows(file);
        this.sources = weighted();
        this.tables = new Tables(file, rows.latest());
    }

    /** Events for the sources of a view file. */
    public static List<Event> of(Path viewsYaml, long seed, int length) {
        return of(ViewFile.read(viewsYaml), seed, length);
    }

    /** The same for a file that is read already. */
    public static List<Event> of(ViewFile file, long seed, int length) {
        return of(file, Map.of(), seed, length);
    }

    /** The same where it is known what columns are for, by {@code source.column}. */
    static List<Event> of(ViewFile file, Map<String, Kind> kinds, long seed, int length) {
        History history = new History(file, kinds, seed);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            events.add(history.next());
        }
        return events;
    }

    /**
     * Sources with composite keys have more rows to fill, and nothing is as frequent as events. What no view uses should
     * change too, but rarely.
     */
    private List<Source> weighted() {
        List<Source> weighted = new ArrayList<>();
        for (Source source : file.sources().values()) {
            int weight = source.key().size() + (source.events() ? 1 : 0);
            for (int i = use.isUsed(source.name()) ? weight * 4 : 1; i > 0; i--) {
                weighted.add(source);
            }
        }
        return weighted;
    }

    private Event next() {
        Source source = nextSource();
        List<Map<String, @Nullable Object>> present =
                List.copyOf(rows.of(source.name()).values());
        boolean few = present.size() < FEW && random.nextBoolean();
        Event event = present.isEmpty() || source.events() || few
                ? insert(source)
                : change(source, present.get(random.nextInt(present.size())));
        rows.apply(event);
        tables = new Tables(file, rows.latest());
        return event;
    }

    /** Mostly one that others refer to, as long as it is empty. */
    private Source nextSource() {
        for (Source source : sources) {
            boolean wanted = use.isUsed(source.name()) && use.isReferred(source);
            if (wanted && rows.of(source.name()).isEmpty() && random.nextInt(3) != 0) {
                return source;
            }
        }
        return sources.get(random.nextInt(sources.size()));
    }

    private Event change(Source source, Map<String, @Nullable Object> row) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> Event.delete(source.name(), keyOf(source, row));
            case 2 -> Event.delete(source.name(), newKey(source)); // often of no row
            case 3 -> Event.upsert(source.name(), row); // said again
            case 4, 5, 6, 7, 8, 9, 10 -> update(source, row);
            default -> insert(source);
        };
    }

    /** A new row, or a wholly new version of one. */
    private Event insert(Source source) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        use.references(source.name()).forEach(reference -> refer(source, reference, row));
        newKey(source).forEach(row::putIfAbsent);
        for (String column : use.of(source.name())) {
            if (!row.containsKey(column) && random.nextInt(16) != 0) {
                row.put(column, values.value(source, column));
            }
        }
        return Event.upsert(source.name(), row);
    }

    /** Fills a foreign key: usually it leads to a row, else anywhere, or nowhere. What the row has already stays. */
    private void refer(Source source, Reference reference, Map<String, @Nullable Object> row) {
        List<List<Object>> fitting = new ArrayList<>();
        String target =
                reference.targets().get(random.nextInt(reference.targets().size()));
        for (Row to : tables.rows(target)) {
            if (fits(reference, to.key(), row)) {
                fitting.add(to.key());
            }
        }
        int fate = random.nextInt(12);
        boolean leads = fate > 1 && !fitting.isEmpty();
        int choices = random.nextBoolean() ? Math.min(POPULAR, fitting.size()) : fitting.size();
        List<Object> key = leads ? fitting.get(random.nextInt(choices)) : List.of();
        for (int i = 0; i < reference.columns().size(); i++) {
            String column = reference.columns().get(i);
            if (row.containsKey(column)) {
                continue;
            }
            if (leads) {
                row.put(column, written(source, column, key.get(i)));
            } else {
                row.put(column, fate == 0 && !source.key().contains(column) ? null : values.key(source, column));
            }
        }
    }

    private static boolean fits(Reference reference, List<Object> key, Map<String, @Nullable Object> row) {
        for (int i = 0; i < key.size(); i++) {
            Object known = row.get(reference.columns().get(i));
            if (known != null && !Values.keyPart(known).equals(key.get(i))) {
                return false;
            }
        }
        return key.size() == reference.columns().size();
    }

    /** A column or two change: a foreign key moves the row, a sorted one its place, a text key is still the same row. */
    private Event update(Source source, Map<String, @Nullable Object> old) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(old);
        List<String> columns = List.copyOf(use.of(source.name()));
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            String column = columns.get(random.nextInt(columns.size()));
            if (source.key().contains(column)) {
                row.put(column, written(source, column, old.get(column)));
            } else {
                change(source, column, row);
            }
        }
        return Event.upsert(source.name(), row);
    }

    private void change(Source source, String column, Map<String, @Nullable Object> row) {
        for (Reference reference : use.references(source.name())) {
            if (reference.columns().contains(column)) {
                reference.columns().stream()
                        .filter(each -> !source.key().contains(each))
                        .forEach(row::remove);
                refer(source, reference, row);
                return;
            }
        }
        row.put(column, values.value(source, column));
    }

    private Map<String, @Nullable Object> newKey(Source source) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        source.key().forEach(column -> key.put(column, values.key(source, column)));
        return key;
    }

    private Map<String, @Nullable Object> keyOf(Source source, Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        source.key().forEach(column -> key.put(column, written(source, column, row.get(column))));
        return key;
    }

    /** The same key value, an integer maybe as text. */
    private @Nullable Object written(Source source, String column, @Nullable Object value) {
        if (!(value instanceof BigDecimal number)) {
            return value;
        }
        boolean integer = number.stripTrailingZeros().scale() <= 0;
        boolean typed = source.types().containsKey(column);
        BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
        return integer && !typed && random.nextInt(8) == 0 ? plain.toPlainString() : plain;
    }
}
