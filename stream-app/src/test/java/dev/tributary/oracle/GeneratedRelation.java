package dev.tributary.oracle;

import dev.tributary.oracle.GeneratedFields.Around;
import dev.tributary.oracle.GeneratedObject.Member;
import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A member made of related rows. */
final class GeneratedRelation {
    private final GeneratedFields all;
    private final Dice dice;
    private final GeneratedObject object;
    private final Around around;
    private final Verb verb;
    private final List<Hop> path;
    private final boolean lookup;
    private final GeneratedObject related;
    private final Lines fields = new Lines();
    private final Lines out = new Lines();
    private final int indent;
    private final String name;
    private boolean byKey;

    GeneratedRelation(GeneratedFields all, GeneratedObject object, Around around, Verb verb, List<Hop> path) {
        this.all = all;
        this.dice = all.dice;
        this.object = object;
        this.around = around;
        this.verb = verb;
        this.path = path;
        this.lookup = path.stream().allMatch(hop -> hop.kind() == Hop.Kind.UP);
        this.indent = around.indent() + (verb == Verb.FLATTEN ? 1 : 2);
        int number = all.nextName();
        this.name = object.prefix + "f" + number;
        String of = path.get(path.size() - 1).to();
        String prefix = verb == Verb.FLATTEN ? "p" + number + "_" : "";
        this.related = new GeneratedObject(of, all.columns(of), path, false, prefix);
        for (Hop hop : path.subList(0, path.size() - 1)) {
            boolean unique =
                    path.stream().filter(other -> other.to().equals(hop.to())).count() == 1;
            if (unique) {
                related.passed.put(hop.to().replace('-', '_'), all.columns(hop.to()));
            }
        }
    }

    void write() {
        boolean required = verb.single() && dice.chance(4) && (lookup || !around.optional());
        boolean object = verb == Verb.ONE || verb == Verb.MANY;
        if (verb == Verb.FLATTEN || (object && !dice.chance(8))) {
            boolean optional = lookup && (around.optional() || !required);
            all.write(related, fields, indent, around.depth() + 1, optional, Set.of());
        }
        String column = verb.ofColumn() ? column() : "";
        boolean of = !column.isEmpty() && verb != Verb.PLUCK && all.features.has(Feature.EXPRESSIONS) && dice.chance(3);
        List<String> lines = all.paths.lines(path, verb, of ? "" : column);
        around.out().add(around.indent(), "- " + (verb == Verb.FLATTEN ? lines.remove(0) : name + ":"));
        lines.forEach(line -> out.add(indent, line));
        if (of) {
            out.add(indent, "of: \"" + new ExpressionWriter(dice, related.knownTerms()).number(1) + "\"");
        }
        where();
        if (required) {
            out.add(indent, "required: true");
        }
        list();
        around.out().add(out);
        around.out().add(fields);
        member(column);
    }

    private String column() {
        boolean number = verb == Verb.SUM || verb == Verb.AVG;
        List<String> fitting = related.columns.entrySet().stream()
                .filter(column -> column.getValue().isScalar())
                .filter(column ->
                        !number || column.getValue().isNumber() || (column.getValue() != Kind.TIME && dice.chance(8)))
                .map(Map.Entry::getKey)
                .toList();
        List<String> others = related.columns.entrySet().stream()
                .filter(column -> column.getValue() != Kind.TIME)
                .map(Map.Entry::getKey)
                .toList();
        return "." + dice.any(fitting.isEmpty() ? others : fitting);
    }

    private void where() {
        if (all.features.has(Feature.RELATION_WHERE) && dice.chance(3)) {
            String text = new ExpressionWriter(dice, related.knownTerms()).condition(dice.below(3));
            out.add(indent, "where: \"" + text + "\"");
        }
    }

    /** Order, and what goes by it. */
    private void list() {
        if (verb.aggregate()) {
            if (verb == Verb.COUNT && all.features.has(Feature.DISTINCT) && dice.chance(3)) {
                out.add(indent, "distinct: true");
            }
            return;
        }
        if (!lookup && dice.chance(2)) {
            order();
        }
        if (verb.single()) {
            return;
        }
        if (all.features.has(Feature.DISTINCT) && dice.chance(4)) {
            out.add(indent, "distinct: true");
        } else if (all.features.has(Feature.BY) && dice.chance(4)) {
            byKey = true;
            out.add(indent, "by: " + placed());
        }
        boolean events = path.stream().anyMatch(hop -> all.paths.isEvents(hop.to()));
        if (events || dice.chance(4)) {
            out.add(indent, "limit: " + (1 + dice.below(3)));
        }
    }

    private void order() {
        Map<String, String> order = new LinkedHashMap<>();
        for (int i = 1 + dice.below(3); i > 0; i--) {
            String by = placed();
            if (all.features.has(Feature.ORDER_BY_EXPRESSIONS) && dice.chance(3)) {
                by = computed(by);
            }
            order.put(by, (dice.chance(2) ? "-" : "") + by);
        }
        out.add(indent, "order_by: " + Lines.list(List.copyOf(order.values())));
    }

    private String computed(String otherwise) {
        List<String> known = related.members.entrySet().stream()
                .filter(member -> member.getKey().matches(related.prefix + "e\\d+"))
                .filter(member -> member.getValue().known())
                .map(Map.Entry::getKey)
                .toList();
        return known.isEmpty() ? otherwise : dice.any(known);
    }

    /** A scalar column of the related row or of one passed on the way. */
    private String placed() {
        List<String> own = scalars(related.columns, "");
        List<String> passed = new ArrayList<>();
        for (Hop hop : path.subList(0, path.size() - 1)) {
            Map<String, Kind> columns = related.passed.get(hop.to().replace('-', '_'));
            passed.addAll(columns == null ? List.of() : scalars(columns, hop.to() + "."));
        }
        List<String> choices = passed.isEmpty() || (!own.isEmpty() && dice.chance(2)) ? own : passed;
        return choices.isEmpty() ? "none" : dice.any(choices);
    }

    private static List<String> scalars(Map<String, Kind> columns, String prefix) {
        return columns.entrySet().stream()
                .filter(column -> column.getValue().isScalar())
                .map(column -> prefix + column.getKey())
                .toList();
    }

    private void member(String column) {
        boolean known = lookup && related.isKnown();
        switch (verb) {
            case ONE -> object.members.put(name, new Member(Kind.OBJECT, known, related.kinds()));
            case FLATTEN ->
                related.members.forEach((inner, member) ->
                        object.members.put(inner, new Member(member.kind(), lookup && member.known(), member.inner())));
            case MANY -> object.members.put(name, new Member(Kind.LIST, false));
            case PLUCK -> object.members.put(name, new Member(byKey ? Kind.LIST : Kind.VALUES, false));
            case COUNT, COUNT_DISTINCT -> object.members.put(name, new Member(Kind.INTEGER, false));
            case SUM, AVG -> object.members.put(name, new Member(Kind.DECIMAL, false));
            default -> {
                Kind kind = related.columns.getOrDefault(column.substring(1), Kind.MIXED);
                object.members.put(name, new Member(kind.shown(), false));
            }
        }
    }
}
