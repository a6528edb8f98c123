package dev.tributary.view;

import dev.tributary.config.Nearest;
import dev.tributary.config.Node;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Node.Sequence;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import dev.tributary.view.Field.Cardinality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a list of fields, and those nested in it. */
final class FieldsReader {
    private static final List<String> VERBS = List.of("column", "one", "many");
    private static final List<String> LATER_VERBS =
            List.of("expr", "flatten", "pluck", "count", "sum", "avg", "min", "max", "count_distinct");
    private static final String VERBS_HINT = "a field is a column, or `name: {column: …}`, `{one: …}`, `{many: …}`";

    private final ColumnUses uses;
    private final Problems problems;
    private final RelatedReader related;

    FieldsReader(Names names, ColumnUses uses, Problems problems) {
        this.uses = uses;
        this.problems = problems;
        this.related = new RelatedReader(names, uses, this, problems);
    }

    /** The fields of a row; all of its columns when nothing is said. */
    Fields read(Optional<Entry> entry, Row row) {
        if (entry.isEmpty()) {
            return Fields.ALL;
        }
        if (!(entry.get().value() instanceof Sequence list) || list.items().isEmpty()) {
            Section.wrongType(entry.get().value(), "`fields`", "a list of fields", problems);
            return Fields.ALL;
        }
        List<Field> fields = new ArrayList<>();
        Map<String, Place> taken = new HashMap<>();
        for (Node item : list.items()) {
            item(item, row).ifPresent(field -> {
                take(field.name(), item, taken);
                fields.add(field);
            });
        }
        return new Fields(false, fields);
    }

    private void take(String name, Node item, Map<String, Place> taken) {
        Place place =
                item instanceof Mapping named ? named.entries().get(0).key().place() : item.place();
        Place first = taken.putIfAbsent(name, place);
        if (first != null) {
            String message = "there are two fields with the name `" + name + "`";
            problems.error("duplicate-field", place, message, "first on line " + first.line());
        }
    }

    private Optional<Field> item(Node item, Row row) {
        if (item instanceof Scalar column
                && column.value() != null
                && !column.text().isEmpty()) {
            use(column, row);
            return Optional.of(new Field.Column(column.text(), column.text()));
        }
        if (item instanceof Mapping mapping && mapping.entries().size() == 1) {
            Entry entry = mapping.entries().get(0);
            return LATER_VERBS.contains(entry.name()) ? notYet(entry) : named(entry, row);
        }
        if (item instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            manyKeys(mapping);
        } else {
            Section.wrongType(item, "`fields`", "a column or `name: {…}`", problems);
        }
        return Optional.empty();
    }

    private Optional<Field> named(Entry entry, Row row) {
        if (!(entry.value() instanceof Mapping mapping) || mapping.entries().isEmpty()) {
            noVerb(entry);
            return Optional.empty();
        }
        List<Entry> verbs = mapping.entries().stream()
                .filter(e -> VERBS.contains(e.name()) || LATER_VERBS.contains(e.name()))
                .toList();
        Optional<Entry> later =
                verbs.stream().filter(e -> LATER_VERBS.contains(e.name())).findFirst();
        if (later.isPresent()) {
            return notYet(later.get());
        }
        if (verbs.size() != 1) {
            verbCount(entry, mapping, verbs);
            return Optional.empty();
        }
        return verb(entry, verbs.get(0), row);
    }

    private void noVerb(Entry entry) {
        String hint = entry.value() instanceof Scalar scalar && scalar.value() != null
                ? "write `" + entry.name() + ": {column: " + scalar.text() + "}` for another name"
                : VERBS_HINT;
        String found = entry.value().kind();
        String message = "field `" + entry.name() + "`: expected what it is made of, found " + found;
        problems.error("wrong-type", entry.key().place(), message, hint);
    }

    private Optional<Field> verb(Entry field, Entry verb, Row row) {
        Optional<Section> section = Section.of(field, "`" + verb.name() + "`", problems);
        return switch (verb.name()) {
            case "one" -> section.flatMap(s -> related.read(field, s, Cardinality.ONE, row));
            case "many" -> section.flatMap(s -> related.read(field, s, Cardinality.MANY, row));
            default -> section.flatMap(s -> column(field.name(), s, row));
        };
    }

    private Optional<Field> column(String name, Section section, Row row) {
        section.only(List.of("column"), List.of());
        Optional<Scalar> column = section.scalar("column");
        column.ifPresent(c -> use(c, row));
        return column.map(c -> new Field.Column(name, c.text()));
    }

    private void use(Scalar column, Row row) {
        row.source().ifPresent(source -> uses.add(source.name(), column.text(), column.place()));
    }

    private Optional<Field> notYet(Entry verb) {
        String message = "`" + verb.name() + "` is not in this version";
        problems.error("not-yet", verb.key().place(), message, VERBS_HINT);
        return Optional.empty();
    }

    private void verbCount(Entry field, Mapping mapping, List<Entry> verbs) {
        if (verbs.size() > 1) {
            String message = "field `" + field.name() + "` is both `"
                    + verbs.get(0).name() + "` and `" + verbs.get(1).name() + "`";
            problems.error("two-verbs", verbs.get(1).key().place(), message, "make two fields of them");
            return;
        }
        Entry first = mapping.entries().get(0);
        List<String> all = new ArrayList<>(VERBS);
        all.addAll(LATER_VERBS);
        String message = "field `" + field.name() + "` says nothing of what it is made of";
        String hint = Nearest.to(first.name(), all)
                .map(near -> "did you mean `" + near + "`?")
                .orElse(VERBS_HINT);
        problems.error("unknown-key", first.key().place(), message, hint);
    }

    /** Mostly an indentation that is too small: the verb stands beside the name instead of below it. */
    private void manyKeys(Mapping mapping) {
        Entry first = mapping.entries().get(0);
        Entry second = mapping.entries().get(1);
        if (LATER_VERBS.contains(first.name())) {
            notYet(first);
        } else if (VERBS.contains(first.name())) {
            String message = "this field has no name";
            problems.error("missing-key", first.key().place(), message, "write `name: {" + first.name() + ": …}`");
        } else {
            String message = "expected one field, found `" + first.name() + "` and `" + second.name() + "`";
            String hint = VERBS.contains(second.name())
                    ? "indent it to below the name `" + first.name() + "`"
                    : "begin each field with `- `";
            problems.error("wrong-type", second.key().place(), message, hint);
        }
    }
}
