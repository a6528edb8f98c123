package dev.tributary.oracle;

import dev.tributary.oracle.GeneratedObject.Member;
import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Verb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members of a made-up view's objects, at any depth. */
final class GeneratedFields {
    private static final int MOST_RELATIONS = 8;

    /** Not every path that is tried can be written. */
    private static final int TRIES = 3;

    /** Each step down may multiply the rows of a document. */
    private static final int MOST_DESCENTS = 3;

    final Dice dice;
    final Features features;
    final GeneratedPaths paths;
    private final Map<String, Map<String, Kind>> columns;
    private final int deepest;
    private int names;
    private int relations;
    private int descents;

    /**
     * A view's fields.
     *
     * @param columns of all sources and views that it may use
     * @param names from where on names are free
     */
    GeneratedFields(
            Dice dice,
            Features features,
            Map<String, Map<String, Kind>> columns,
            Relations relations,
            int deepest,
            int names) {
        this.names = names;
        this.dice = dice;
        this.features = features;
        this.columns = columns;
        this.paths = new GeneratedPaths(dice, relations);
        this.deepest = deepest;
    }

    int nextName() {
        return ++names;
    }

    Map<String, Kind> columns(String of) {
        return columns.getOrDefault(of, Map.of());
    }

    /** Where a member goes, and what is around it. */
    record Around(Lines out, int indent, int depth, boolean optional) {}

    /**
     * Writes the fields of an object.
     *
     * @param optional whether the row stands in another's object and may be missing there
     * @param keys columns that others need to find the row, or to go on from it
     */
    void write(GeneratedObject object, Lines out, int indent, int depth, boolean optional, Set<String> keys) {
        out.add(indent, "fields:");
        Around around = new Around(out, indent + 1, depth, optional);
        columns(object, around, keys);
        boolean rich = !features.set().isEmpty();
        int most = (depth == 0 ? 3 : 2) + (rich ? 1 : 0);
        for (int i = 0; i < most; i++) {
            if (features.has(Feature.EXPRESSIONS) && dice.chance(4)) {
                expression(object, around);
            } else if (depth < deepest && relations < MOST_RELATIONS && (depth == 0 || !dice.chance(3))) {
                relation(object, around);
            }
        }
    }

    /** Some columns, now and then under another's name. */
    private void columns(GeneratedObject object, Around around, Set<String> keys) {
        List<String> all = List.copyOf(object.columns.keySet());
        Set<String> served = new HashSet<>();
        for (String key : keys) {
            if (dice.chance(2) && served.add(key)) {
                column(object, around, object.prefix + key, key);
            }
        }
        for (int i = 1 + dice.below(3); i > 0; i--) {
            String column = dice.any(all);
            String name = dice.chance(6) ? dice.any(all) : dice.chance(8) ? column + "_too" : column;
            // by which name a key is served twice would be anybody's guess
            if (!keys.contains(column) || served.add(column)) {
                column(object, around, object.prefix + name, column);
            }
        }
        if (features.has(Feature.STEP_COLUMNS) && !object.passed.isEmpty() && dice.chance(2)) {
            stepColumn(object, around);
        }
    }

    private void column(GeneratedObject object, Around around, String name, String column) {
        Kind kind = object.columns.getOrDefault(column, Kind.MIXED);
        if (object.members.putIfAbsent(name, new Member(kind, true)) == null) {
            around.out.add(
                    around.indent, name.equals(column) ? "- " + name : "- " + name + ": {column: " + column + "}");
        }
    }

    private void stepColumn(GeneratedObject object, Around around) {
        String step = dice.any(object.path.subList(0, object.path.size() - 1)).to();
        Map<String, Kind> passed = object.passed.get(step.replace('-', '_'));
        if (passed != null) {
            String column = dice.any(passed.keySet());
            String name = object.prefix + "c" + nextName();
            object.members.put(name, new Member(passed.getOrDefault(column, Kind.MIXED), true));
            around.out.add(around.indent, "- " + name + ": {column: " + step + "." + column + "}");
        }
    }

    private void expression(GeneratedObject object, Around around) {
        ExpressionWriter writer = new ExpressionWriter(dice, object.terms());
        int depth = dice.below(3);
        int kind = dice.below(5);
        String text = kind < 2 ? writer.number(depth) : kind < 4 ? writer.text(depth) : writer.condition(depth);
        Member member = new Member(kind < 2 ? Kind.DECIMAL : kind < 4 ? Kind.TEXT : Kind.FLAG, object.isKnown(text));
        String name = object.prefix + "e" + nextName();
        object.members.put(name, member);
        around.out.add(around.indent, "- " + name + ": {expr: \"" + text + "\"}");
    }

    // ---------------------------------------------------------------------------------------------- relations

    private void relation(GeneratedObject object, Around around) {
        Verb verb = verb(object);
        List<Hop> path = List.of();
        for (int i = 0; path.isEmpty() && i < TRIES; i++) {
            path = paths.path(object.of, object.group, verb);
        }
        int down = (int) path.stream().filter(hop -> hop.kind() != Hop.Kind.UP).count();
        if (path.isEmpty() || descents + down > MOST_DESCENTS) {
            return;
        }
        relations++;
        descents += down;
        new GeneratedRelation(this, object, around, verb, path).write();
        descents -= down;
    }

    private Verb verb(GeneratedObject object) {
        List<Verb> verbs = new ArrayList<>(List.of(Verb.MANY, Verb.MANY));
        if (!object.group) {
            verbs.addAll(List.of(Verb.ONE, Verb.ONE));
        }
        if (features.has(Feature.FLATTEN) && !object.group) {
            verbs.add(Verb.FLATTEN);
        }
        if (features.has(Feature.PLUCK)) {
            verbs.add(Verb.PLUCK);
        }
        if (features.has(Feature.AGGREGATES)) {
            verbs.addAll(List.of(Verb.COUNT, Verb.SUM));
            verbs.add(dice.any(List.of(Verb.AVG, Verb.MIN, Verb.MAX, Verb.COUNT_DISTINCT)));
        }
        return dice.any(verbs);
    }
}
