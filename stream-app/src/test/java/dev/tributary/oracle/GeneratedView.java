package dev.tributary.oracle;

import dev.tributary.oracle.ExpressionWriter.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A made-up view: what it is of, and which of its documents are there. */
final class GeneratedView {
    private final Dice dice;
    private final Features features;
    private final Relations relations;
    private final String name;
    private final String from;
    private final Lines out = new Lines();
    private final Map<String, Kind> groups = new LinkedHashMap<>();
    private final Map<String, Kind> columns = new LinkedHashMap<>();

    GeneratedView(Dice dice, Features features, Relations relations, String name, String from) {
        this.dice = dice;
        this.features = features;
        this.relations = relations;
        this.name = name;
        this.from = from;
    }

    Lines lines() {
        return out;
    }

    boolean grouped() {
        return !groups.isEmpty();
    }

    /** Of how many values its key is made. */
    int groups() {
        return groups.size();
    }

    /** What others can use of it. */
    Map<String, Kind> columns() {
        return columns;
    }

    /**
     * Makes it up.
     *
     * @param keys what can be referred to, with the number of columns of each key
     */
    void write(GeneratedFields fields, Map<String, Integer> keys) {
        out.add(1, name + ":");
        out.add(2, "from: " + from);
        Map<String, Kind> row = fields.columns(from);
        if (relations.isEvents(from) || (features.has(Feature.GROUPS) && dice.chance(4))) {
            group(row);
        }
        GeneratedObject object = new GeneratedObject(from, grouped() ? groups : row, List.of(), grouped(), "");
        Lines body = new Lines();
        if (features.has(Feature.VIEWS_ON_VIEWS) && dice.chance(16)) {
            object.columns.forEach((column, kind) -> columns.put(column, kind.shown()));
        } else {
            fields.write(object, body, 2, 0, false, served());
            columns.putAll(object.kinds());
        }
        if (dice.chance(5)) {
            out.add(2, "where: \"" + condition(object) + "\"");
        }
        references(object, keys, body.toString());
        index(object);
        out.add(body);
    }

    /** The columns that others follow to the view's rows and from them. */
    private Set<String> served() {
        Set<String> served = new LinkedHashSet<>();
        if (features.has(Feature.VIEWS_ON_VIEWS) && grouped()) {
            served.addAll(groups.keySet());
        } else if (features.has(Feature.VIEWS_ON_VIEWS)) {
            relations.references(from).forEach(reference -> served.addAll(reference.columns()));
        }
        return served;
    }

    private void group(Map<String, Kind> row) {
        out.add(2, "group_by:");
        for (int i = dice.chance(3) ? 2 : 1; i > 0; i--) {
            List<Term> plain = new ArrayList<>();
            row.forEach((column, kind) -> {
                if (kind.isScalar() && kind != Kind.DECIMAL && column.matches("\\w+")) {
                    plain.add(new Term(column, kind));
                }
            });
            if (!plain.isEmpty() && dice.chance(2)) {
                Term column = dice.any(plain);
                group(dice.chance(2) ? column.text() : "g" + i, column.kind(), column.text());
                continue;
            }
            ExpressionWriter writer = new ExpressionWriter(dice, plain);
            switch (dice.below(4)) {
                case 0 -> group("g" + i, Kind.TEXT, writer.text(0) + ".lowerAscii()");
                case 1 -> group("g" + i, Kind.INTEGER, "size(" + writer.text(0) + ") % 3");
                case 2 -> group("g" + i, Kind.FLAG, writer.condition(1));
                default -> group("g" + i, Kind.TEXT, "coalesce(" + writer.text(0) + ", 'none')");
            }
        }
    }

    private void group(String group, Kind kind, String expression) {
        if (groups.putIfAbsent(group, kind.shown()) == null) {
            out.add(3, group + ": \"" + expression + "\"");
        }
    }

    private String condition(GeneratedObject object) {
        if (!features.has(Feature.ROOT_WHERE)) {
            String first = comparison(object.columns);
            return switch (dice.below(4)) {
                case 0 -> first + " && " + comparison(object.columns);
                case 1 -> "!(" + first + ") || " + comparison(object.columns);
                default -> first;
            };
        }
        List<Term> terms = object.terms();
        if (features.has(Feature.ROOT_WHERE_ON_LISTS)) {
            terms.addAll(object.listTerms());
        }
        return new ExpressionWriter(dice, terms).condition(dice.below(3));
    }

    private String comparison(Map<String, Kind> columns) {
        String column = (dice.chance(4) ? "row." : "") + dice.any(columns.keySet());
        return column + dice.any(List.of(" == ", " != ")) + dice.any(List.of("1", "2", "'a'", "null"));
    }

    /** A key that the view shows may lead somewhere, if it does not already. */
    private void references(GeneratedObject object, Map<String, Integer> keys, String body) {
        if (!features.has(Feature.REFERENCES_OF_VIEWS) || !dice.chance(3)) {
            return;
        }
        Set<String> taken = served();
        List<String> free = object.members.keySet().stream()
                .filter(member -> object.columns.get(member) == Kind.KEY && !taken.contains(member))
                .filter(member -> body.contains("      - " + member + "\n")) // another column may lead on already
                .toList();
        List<String> targets = keys.keySet().stream()
                .filter(target -> keys.getOrDefault(target, 0) == 1)
                .toList();
        if (!free.isEmpty() && !targets.isEmpty()) {
            out.add(2, "references:");
            out.add(3, dice.any(free) + ": " + dice.any(targets));
        }
    }

    private void index(GeneratedObject object) {
        if (!features.has(Feature.INDEXES) || !dice.chance(3)) {
            return;
        }
        List<String> fields = object.members.keySet().stream()
                .filter(member -> {
                    Kind kind =
                            Objects.requireNonNull(object.members.get(member)).kind();
                    return kind.isScalar() || kind == Kind.VALUES;
                })
                .toList();
        if (fields.size() > 1) {
            String first = dice.any(fields);
            String second = dice.any(fields);
            boolean both = dice.chance(2) && !first.equals(second);
            out.add(2, "index: [" + first + (both ? ", [" + second + ", " + first + "]" : "") + "]");
        }
    }
}
