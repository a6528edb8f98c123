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
import dev.tributary.view.NameScope.Sees;
import java.util.List;
import java.util.Optional;

/** Reads a list of fields, and those nested in it. */
final class FieldsReader {
    private static final String FLATTEN = Verb.FLATTEN.key();
    private static final String VERBS_HINT =
            "a field is a column, or `name: {…}` with one of " + Nearest.list(Verb.KEYS);

    private final Context context;
    private final Problems problems;
    private final RelatedReader related;

    FieldsReader(Context context) {
        this.context = context;
        this.problems = context.problems();
        this.related = new RelatedReader(context, this);
    }

    /** The fields of a row; all of its columns when nothing is said. */
    Contents read(Optional<Entry> entry, Row row) {
        if (entry.isEmpty()) {
            return Contents.ALL;
        }
        if (!(entry.get().value() instanceof Sequence list) || list.items().isEmpty()) {
            Section.wrongType(entry.get().value(), "`fields`", "a list of fields", problems);
            return Contents.ALL;
        }
        ObjectFields fields = new ObjectFields(row, context);
        list.items().forEach(item -> item(item, row, fields));
        return fields.contents();
    }

    private void item(Node item, Row row, ObjectFields into) {
        if (item instanceof Scalar column
                && column.value() != null
                && !column.text().isEmpty()) {
            plain(column, row, into);
        } else if (item instanceof Mapping mapping && isFlatten(mapping)) {
            Place place = mapping.entries().get(0).key().place();
            Section.of(mapping, place, "`flatten`", problems).ifPresent(section -> flatten(section, row, into, place));
        } else if (item instanceof Mapping mapping && mapping.entries().size() == 1) {
            named(mapping.entries().get(0), row, into);
        } else if (item instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            manyKeys(mapping);
        } else {
            Section.wrongType(item, "`fields`", "a column or `name: {…}`", problems);
        }
    }

    /** Unless it is the name of a field. */
    private static boolean isFlatten(Mapping mapping) {
        Optional<Node> value = mapping.entry(FLATTEN).map(Entry::value);
        return value.isPresent() && (mapping.entries().size() > 1 || !(value.get() instanceof Mapping));
    }

    private void flatten(Section section, Row row, ObjectFields into, Place place) {
        section.only(Verb.FLATTEN.keys(), Verb.FLATTEN.misplaced());
        related.flatten(section, row, into, place);
    }

    private void plain(Scalar column, Row row, ObjectFields into) {
        String name = column.text();
        int dot = name.indexOf('.');
        if (dot >= 0 && row.step(name.substring(0, dot)) >= 0) {
            String last = name.substring(dot + 1);
            String hint = "write `" + last + ": {column: " + name + "}`";
            problems.error("unnamed-column", column.place(), "a column of a row on the way needs a name here", hint);
        }
        context.use(row.source(), name, column.place());
        into.column(name, Operand.Column.own(name), column.place());
    }

    private void named(Entry entry, Row row, ObjectFields into) {
        if (!(entry.value() instanceof Mapping mapping) || mapping.entries().isEmpty()) {
            noVerb(entry);
            return;
        }
        List<Entry> verbs = mapping.entries().stream()
                .filter(e -> Verb.KEYS.contains(e.name()))
                .toList();
        if (verbs.size() == 1) {
            Verb verb = Verb.of(verbs.get(0).name()).orElseThrow();
            Section.of(entry, "`" + verb.key() + "`", problems)
                    .ifPresent(section -> verb(entry, verb, section, row, into));
        } else {
            verbCount(entry, mapping, verbs);
        }
    }

    private void verb(Entry field, Verb verb, Section section, Row row, ObjectFields into) {
        String name = field.name();
        Place place = field.key().place();
        section.only(verb.keys(), verb.misplaced());
        switch (verb) {
            case COLUMN -> column(name, section, row, into, place);
            case EXPR -> computed(name, section, row, into, place);
            case ONE, MANY -> related.related(name, verb, section, row, into, place);
            case FLATTEN -> flattenWithName(field, section);
            case PLUCK -> related.pluck(name, section, row, into, place);
            default -> related.total(name, verb, section, row, into, place);
        }
    }

    private void column(String name, Section section, Row row, ObjectFields into, Place place) {
        Optional<Scalar> written = section.scalar("column");
        if (written.isEmpty()) {
            return;
        }
        String text = written.get().text();
        int dot = text.indexOf('.');
        int step = dot < 0 ? Row.NONE : row.step(text.substring(0, dot));
        if (step == Row.NONE) {
            boolean onTheWay = dot >= 0 && row.path().size() > 1;
            if (onTheWay) {
                RelationReader.unknownStep(written.get(), "column", text.substring(0, dot), row, problems);
            }
            context.use(
                    onTheWay ? Optional.empty() : row.source(),
                    text,
                    written.get().place());
            into.column(name, Operand.Column.own(text), place);
        } else {
            String column = text.substring(dot + 1);
            context.use(row.at(step), column, written.get().part(dot + 1, column.length()));
            into.column(name, new Operand.Column(step, column), place);
        }
    }

    private void computed(String name, Section section, Row row, ObjectFields into, Place place) {
        Optional<Computation> computation = section.scalar("expr")
                .flatMap(written -> context.expression(written, "expr", row, into.shown(), Sees.OBJECT));
        if (computation.isPresent()) {
            boolean withRow = computation.get().operands().stream()
                    .noneMatch(operand -> operand instanceof Operand.Member member && !withRow(member, into));
            into.add(new Field.Computed(name, computation.get()), Shown.of(name, Shown.Kind.COMPUTED, withRow), place);
        } else {
            into.failed(name, place);
        }
    }

    private static boolean withRow(Operand.Member member, ObjectFields fields) {
        Shown field = fields.shown().get(member.field());
        return field != null && field.withRow();
    }

    private void flattenWithName(Entry field, Section section) {
        String message = "`flatten` puts fields into this object, so it has no name of its own";
        String hint = "write `- {flatten: " + section.text(FLATTEN).orElse("…") + ", …}` without `" + field.name()
                + "`, or `one` instead";
        problems.error("flatten-with-name", field.key().place(), message, hint);
    }

    private void noVerb(Entry entry) {
        Optional<String> text = entry.value() instanceof Scalar scalar && scalar.value() != null
                ? Optional.of(scalar.text())
                : Optional.empty();
        if (text.isPresent() && Verb.KEYS.contains(entry.name())) {
            String hint = "write `name: {" + entry.name() + ": " + text.get() + "}`";
            problems.error("missing-key", entry.key().place(), "this field has no name", hint);
            return;
        }
        String hint = text.map(column -> "write `" + entry.name() + ": {column: " + column + "}` for another name")
                .orElse(VERBS_HINT);
        String found = entry.value().kind();
        String message = "field `" + entry.name() + "`: expected what it is made of, found " + found;
        problems.error("wrong-type", entry.key().place(), message, hint);
    }

    private void verbCount(Entry field, Mapping mapping, List<Entry> verbs) {
        if (verbs.size() > 1) {
            String message = "field `" + field.name() + "` is both `"
                    + verbs.get(0).name() + "` and `" + verbs.get(1).name() + "`";
            problems.error("two-verbs", verbs.get(1).key().place(), message, "make two fields of them");
            return;
        }
        Optional<Entry> unknown = mapping.entries().stream()
                .filter(entry -> !Verb.isModifier(entry.name()))
                .findFirst();
        Entry shown = unknown.orElseGet(() -> mapping.entries().get(0));
        String message = "field `" + field.name() + "`: "
                + unknown.map(entry -> "there is no verb `" + entry.name() + "`")
                        .orElse("no verb says what it is made of");
        String hint = Nearest.to(shown.name(), Verb.KEYS)
                .map(near -> "did you mean `" + near + "`?")
                .orElse(VERBS_HINT);
        problems.error("unknown-key", shown.key().place(), message, hint);
    }

    /** Mostly an indentation that is too small: the verb stands beside the name instead of below it. */
    private void manyKeys(Mapping mapping) {
        Entry first = mapping.entries().get(0);
        Entry second = mapping.entries().get(1);
        if (Verb.KEYS.contains(first.name())) {
            String message = "this field has no name";
            problems.error("missing-key", first.key().place(), message, "write `name: {" + first.name() + ": …}`");
        } else {
            String message = "expected one field, found `" + first.name() + "` and `" + second.name() + "`";
            String hint = Verb.KEYS.contains(second.name())
                    ? "indent it to below the name `" + first.name() + "`"
                    : "begin each field with `- `";
            problems.error("wrong-type", second.key().place(), message, hint);
        }
    }
}
