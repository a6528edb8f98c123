package dev.tributary.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A few sources made up from a seed, with keys of one or two columns and references in all directions. */
final class GeneratedSchema {
    private static final List<String> NAMES = List.of("ants", "bees", "cats", "dogs", "elks");
    private static final Map<String, Kind> PLAIN = Map.of(
            "n", Kind.INTEGER, "d", Kind.DECIMAL, "s", Kind.TEXT, "b", Kind.FLAG, "m", Kind.MIXED, "x-y", Kind.TEXT);

    private final Dice dice;
    private final Features features;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    /**
     * A source.
     *
     * @param columns all that it has, those of its key and its references among them
     * @param where empty for none
     */
    record Table(
            String name,
            boolean events,
            List<String> key,
            List<Foreign> references,
            Map<String, Kind> columns,
            List<String> where) {}

    /** A foreign key, which may lead to several sources. */
    record Foreign(List<String> columns, List<String> targets) {}

    private GeneratedSchema(Dice dice, Features features) {
        this.dice = dice;
        this.features = features;
    }

    static GeneratedSchema of(Dice dice, Features features) {
        GeneratedSchema schema = new GeneratedSchema(dice, features);
        int count = 2 + Math.min(dice.below(4), dice.below(4)); // rather few: the more there are, the emptier they are
        for (int i = 0; i < count; i++) {
            schema.addTable(NAMES.get(i), false);
        }
        if (features.has(Feature.EVENTS) && dice.chance(3)) {
            schema.addTable("red-events", true);
        }
        schema.addReferences();
        return schema;
    }

    List<Table> tables() {
        return List.copyOf(tables.values());
    }

    /** What the columns are for, by {@code source.column}. */
    Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (Table table : tables.values()) {
            table.columns.forEach((column, kind) -> kinds.put(table.name + "." + column, kind));
        }
        return kinds;
    }

    private void addTable(String name, boolean events) {
        boolean composite = !events && dice.chance(3);
        List<String> key = composite ? List.of("k1", "k2") : events && dice.chance(2) ? List.of() : List.of("id");
        Map<String, Kind> columns = new LinkedHashMap<>();
        key.forEach(column -> columns.put(column, Kind.KEY));
        columns.put("n", Kind.INTEGER);
        columns.put("s", Kind.TEXT);
        for (int more = 1 + dice.below(2); more > 0; more--) {
            String column = dice.any(PLAIN.keySet().stream().sorted().toList());
            if (column.matches("\\w+") || features.has(Feature.EXPRESSIONS)) {
                columns.put(column, PLAIN.getOrDefault(column, Kind.MIXED));
            }
        }
        if (features.has(Feature.TIMES) && dice.chance(3)) {
            columns.put("at", Kind.TIME);
        }
        List<String> where = new ArrayList<>();
        if (features.has(Feature.SOURCE_WHERE) && dice.chance(4)) {
            where.add(dice.any(List.of("n != 1", "n == null || n < 10", "s != 'a'", "!(row.s == 'b')", "n > -2")));
        }
        tables.put(name, new Table(name, events, key, new ArrayList<>(), columns, where));
    }

    private void addReferences() {
        List<Table> all = tables();
        for (int i = 0; i < all.size(); i++) {
            Table table = all.get(i);
            if (i >= 2 && table.key.size() == 2 && dice.chance(2)) {
                makeJunction(table, all.subList(0, i));
            } else if (i > 0) {
                addConnection(table, all.get(dice.below(i)));
            }
            for (int more = dice.below(3); more > 0; more--) {
                addReference(table, dice.any(all));
            }
        }
    }

    private void addConnection(Table table, Table earlier) {
        if (dice.chance(3) && !table.events) {
            addReference(earlier, table);
        } else {
            addReference(table, earlier);
        }
    }

    /** Each column of its key leads to another source, where there are some with keys of one column. */
    private void makeJunction(Table table, List<Table> earlier) {
        for (String column : table.key) {
            Table target = dice.any(earlier);
            if (target.key.size() == 1) {
                put(table, List.of(column), target);
            } else {
                addReference(table, target);
            }
        }
    }

    private void addReference(Table table, Table target) {
        if (target.events) {
            return;
        }
        List<String> columns = newColumns(table, target.key.size());
        if (!table.key.isEmpty() && columns.size() > 1 && dice.chance(3)) {
            // a part of the own key, as where all belongs to one tenant
            columns.set(dice.below(2), table.key.get(0));
        } else if (!table.key.isEmpty() && columns.size() == 1 && dice.chance(8)) {
            columns.set(0, table.key.get(0));
        }
        put(table, columns, target);
    }

    private static List<String> newColumns(Table table, int count) {
        List<String> columns = new ArrayList<>();
        int number = table.references.size();
        for (int i = 0; i < count; i++) {
            columns.add("r" + number + (count > 1 ? "abc".substring(i, i + 1) : ""));
        }
        return columns;
    }

    private void put(Table table, List<String> columns, Table target) {
        if (table.references.stream()
                .anyMatch(other -> Set.copyOf(other.columns).equals(Set.copyOf(columns)))) {
            return;
        }
        List<String> targets = new ArrayList<>(List.of(target.name));
        for (Table other : tables()) {
            boolean fits = other.key.size() == target.key.size() && !other.equals(target) && !other.events;
            if (fits && dice.chance(8)) {
                targets.add(other.name);
            }
        }
        put(table, columns, targets);
    }

    private static void put(Table table, List<String> columns, List<String> targets) {
        columns.forEach(column -> table.columns.put(column, Kind.KEY));
        table.references.add(new Foreign(List.copyOf(columns), targets));
    }

    /** Lets a source refer to a view. */
    void refer(Table table, String view, int keys) {
        put(table, newColumns(table, keys), List.of(view));
    }

    /** The sources as a view file has them. */
    Lines lines() {
        Lines out = new Lines();
        out.add(0, "sources:");
        for (Table table : tables.values()) {
            out.add(1, table.name + ":");
            out.add(2, "topic: t." + table.name);
            if (table.events) {
                out.add(2, "kind: events");
            }
            if (!table.key.isEmpty()) {
                out.add(2, "key: " + Lines.list(table.key));
            }
            if (table.columns.containsValue(Kind.TIME)) {
                out.add(2, "types: {at: timestamp}");
            }
            table.where.forEach(where -> out.add(2, "where: \"" + where + "\""));
            if (!table.references.isEmpty()) {
                out.add(2, "references:");
            }
            for (Foreign reference : table.references) {
                out.add(3, "\"" + String.join(", ", reference.columns) + "\": " + Lines.list(reference.targets));
            }
        }
        return out;
    }
}
