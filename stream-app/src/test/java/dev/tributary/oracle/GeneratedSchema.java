package dev.tributary.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A few sources made up from a seed, with keys of one or two columns and references in all directions. */
final class GeneratedSchema {
    private static final List<String> NAMES = List.of("ants", "bees", "cats", "dogs", "elks");

    private final Random random;
    private final Map<String, Table> tables = new LinkedHashMap<>();

    /** A source. */
    record Table(String name, List<String> key, List<Foreign> references, List<String> plain) {
        /** All columns that the source is sure to have. */
        Set<String> columns() {
            Set<String> columns = new LinkedHashSet<>(key);
            references.forEach(reference -> columns.addAll(reference.columns));
            columns.addAll(plain);
            return columns;
        }
    }

    /** A foreign key, which may lead to several sources. */
    record Foreign(List<String> columns, List<String> targets) {}

    /** What a step from a source may do: which source it reaches, by which foreign key, in which direction. */
    record Way(String to, List<String> via, boolean up) {
        /** Whether only the verb tells them apart. */
        boolean isReverseOf(Way other) {
            return to.equals(other.to) && Set.copyOf(via).equals(Set.copyOf(other.via)) && up != other.up;
        }
    }

    private GeneratedSchema(Random random) {
        this.random = random;
    }

    static GeneratedSchema of(Random random) {
        GeneratedSchema schema = new GeneratedSchema(random);
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            schema.addTable(NAMES.get(i));
        }
        schema.addReferences();
        return schema;
    }

    List<Table> tables() {
        return List.copyOf(tables.values());
    }

    Table table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("no source " + name);
        }
        return table;
    }

    private void addTable(String name) {
        boolean composite = random.nextInt(3) == 0;
        List<String> key = composite ? List.of("k1", "k2") : List.of("id");
        List<String> plain = random.nextBoolean() ? List.of("x", "y") : List.of("x", "y", "z");
        tables.put(name, new Table(name, key, new ArrayList<>(), plain));
    }

    private void addReferences() {
        List<Table> all = tables();
        for (int i = 0; i < all.size(); i++) {
            Table table = all.get(i);
            if (i >= 2 && table.key.size() == 2 && random.nextBoolean()) {
                makeJunction(table, all.subList(0, i));
            } else if (i > 0) {
                addConnection(table, all.get(random.nextInt(i)));
            }
            for (int more = random.nextInt(3); more > 0; more--) {
                addReference(table, all.get(random.nextInt(all.size())));
            }
        }
    }

    private void addConnection(Table table, Table earlier) {
        if (random.nextInt(3) == 0) {
            addReference(earlier, table);
        } else {
            addReference(table, earlier);
        }
    }

    /** Each column of its key leads to another source, where there are some with keys of one column. */
    private void makeJunction(Table table, List<Table> earlier) {
        for (String column : table.key) {
            Table target = earlier.get(random.nextInt(earlier.size()));
            if (target.key.size() == 1) {
                put(table, List.of(column), target);
            } else {
                addReference(table, target);
            }
        }
    }

    private void addReference(Table table, Table target) {
        List<String> columns = new ArrayList<>();
        int number = table.references.size();
        for (int i = 0; i < target.key.size(); i++) {
            columns.add("r" + number + (target.key.size() > 1 ? "abc".substring(i, i + 1) : ""));
        }
        if (columns.size() > 1 && random.nextInt(3) == 0) {
            // a part of the own key, as where all belongs to one tenant
            columns.set(random.nextInt(2), table.key.get(0));
        } else if (columns.size() == 1 && random.nextInt(8) == 0) {
            columns.set(0, table.key.get(0));
        }
        put(table, columns, target);
    }

    private void put(Table table, List<String> columns, Table target) {
        if (table.references.stream()
                .anyMatch(other -> Set.copyOf(other.columns).equals(Set.copyOf(columns)))) {
            return;
        }
        List<String> targets = new ArrayList<>(List.of(target.name));
        for (Table other : tables()) {
            if (other.key.size() == target.key.size() && !other.equals(target) && random.nextInt(8) == 0) {
                targets.add(other.name);
            }
        }
        table.references.add(new Foreign(List.copyOf(columns), targets));
    }

    /** Every step that a path may take from a source. */
    List<Way> ways(String from) {
        List<Way> ways = new ArrayList<>();
        for (Foreign reference : table(from).references) {
            reference.targets.forEach(target -> ways.add(new Way(target, reference.columns, true)));
        }
        for (Table table : tables.values()) {
            for (Foreign reference : table.references) {
                if (reference.targets.contains(from)) {
                    ways.add(new Way(table.name, reference.columns, false));
                }
            }
        }
        return ways;
    }
}
