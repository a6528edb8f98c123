package dev.tributary.view;

import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import dev.tributary.view.ColumnType.Kind;
import dev.tributary.view.Field.Cardinality;
import dev.tributary.view.NameScope.Sees;
import dev.tributary.view.RelationReader.Way;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the fields that are made of related rows. */
final class RelatedReader {
    private static final Set<Kind> NUMBERS = EnumSet.of(Kind.INT32, Kind.INT64, Kind.FLOAT64, Kind.DECIMAL, Kind.JSON);

    private final Context context;
    private final FieldsReader fields;
    private final RelationReader relations;
    private final Problems problems;

    RelatedReader(Context context, FieldsReader fields) {
        this.context = context;
        this.fields = fields;
        this.relations = new RelationReader(context);
        this.problems = context.problems();
    }

    /** One or many: objects. */
    void related(String name, Verb verb, Section section, Row row, ObjectFields into, Place place) {
        Way way = relations.way(section, verb, path(section, verb), row);
        Contents contents = fields.read(section.entry("fields"), way.row());
        Relation relation = relations.relation(section, way, contents.shown());
        if (verb == Verb.MANY) {
            relations.checkEvents(section, verb, way);
        }
        boolean one = verb == Verb.ONE;
        Field field = new Field.Related(name, one ? Cardinality.ONE : Cardinality.MANY, relation, contents.fields());
        boolean withRow = one && way.isLookup() && contents.withRow();
        into.add(field, Shown.of(name, one ? Shown.Kind.OBJECT : Shown.Kind.LIST, withRow), place);
    }

    /** The fields of a related row, as fields of this object. */
    void flatten(Section section, Row row, ObjectFields into, Place place) {
        Way way = relations.way(section, Verb.FLATTEN, path(section, Verb.FLATTEN), row);
        Contents contents = fields.read(section.entry("fields"), way.row());
        Optional<List<String>> columns = way.row().source().flatMap(Source::columns);
        if (contents.fields().all() && columns.isPresent()) {
            contents = all(columns.get(), way.row());
        } else if (section.entry("fields").isEmpty() && way.row().source().isPresent()) {
            String message = "`flatten` must say which fields: " + way.row().way() + " does not list its columns";
            problems.error("flatten-without-fields", place, message, "add `fields: […]`");
        }
        Relation relation = relations.relation(section, way, contents.shown());
        Map<String, Shown> shown = new LinkedHashMap<>();
        contents.shown().forEach((name, member) -> shown.put(name, member.flattened(way.isLookup())));
        into.add(new Field.Flattened(relation, contents.fields()), shown.values(), place);
    }

    private Contents all(List<String> columns, Row row) {
        ObjectFields all = new ObjectFields(row, context);
        columns.forEach(column -> all.column(column, Operand.Column.own(column), Place.of("")));
        return all.contents();
    }

    /** A column of related rows, as an array. */
    void pluck(String name, Section section, Row row, ObjectFields into, Place place) {
        Target target = target(section, Verb.PLUCK, row);
        Relation relation = relations.relation(section, target.way, Map.of());
        relations.checkEvents(section, Verb.PLUCK, target.way);
        Field field = new Field.Plucked(name, relation, target.column.orElse(""));
        Shown.Kind kind = relation.by().isPresent() ? Shown.Kind.LIST : Shown.Kind.VALUES;
        into.add(field, Shown.of(name, kind, false), place);
    }

    /** A number, or another single value, made of related rows. */
    void total(String name, Verb verb, Section section, Row row, ObjectFields into, Place place) {
        boolean columnless = verb == Verb.COUNT || section.entry("of").isPresent();
        Target target = columnless
                ? new Target(relations.way(section, verb, pathOnly(section, verb), row), Optional.empty())
                : target(section, verb, row);
        Relation relation = relations.relation(section, target.way, Map.of());
        Optional<Computation> of = section.scalar("of")
                .flatMap(written -> context.expression(written, "of", target.way.row(), Map.of(), Sees.ROW));
        target.column.ifPresent(column -> checkNumber(section, verb, column, target.way.row()));
        Field field = new Field.Total(name, verb.function(), relation, target.column, of);
        into.add(field, Shown.of(name, Shown.Kind.TOTAL, false), place);
    }

    /** The way, of which no part is a column. */
    private List<PathPart> pathOnly(Section section, Verb verb) {
        List<PathPart> parts = path(section, verb);
        if (verb == Verb.COUNT
                || parts.size() < 2
                || context.names().isKnown(parts.get(parts.size() - 1).name())) {
            return parts;
        }
        PathPart last = parts.get(parts.size() - 1);
        String message = "`" + verb.key() + "` is of the column `" + last.name() + "` and `of` an expression";
        String hint = "`of` takes the column's place: leave out `." + last.name() + "`, or `of`";
        problems.error("of-and-column", last.place(), message, hint);
        return parts.subList(0, parts.size() - 1);
    }

    private void checkNumber(Section section, Verb verb, String column, Row row) {
        Optional<ColumnType> type = row.source().map(source -> source.types().get(column));
        if ((verb == Verb.SUM || verb == Verb.AVG)
                && type.isPresent()
                && !NUMBERS.contains(type.get().kind())) {
            String declared = ColumnTypes.name(type.get());
            String message = "`" + verb.key() + "` of `" + column + "`, which is declared as " + declared;
            String hint = "only numbers have a sum; skip it, or declare the column as what it is";
            section.entry(verb.key())
                    .ifPresent(entry ->
                            problems.error("not-a-number", entry.value().place(), message, hint));
        }
    }

    private static List<PathPart> path(Section section, Verb verb) {
        return section.scalar(verb.key()).map(PathPart::of).orElse(List.of());
    }

    /** A column of related rows. */
    private record Target(Way way, Optional<String> column) {}

    /** {@code r.c}: the last part is the column, those before it the way. */
    private Target target(Section section, Verb verb, Row row) {
        Optional<Scalar> written = section.scalar(verb.key());
        List<PathPart> parts = written.map(PathPart::of).orElse(List.of());
        if (parts.size() < 2 && section.entry("through").isEmpty()) {
            Optional<Scalar> wayless = written.filter(scalar -> !context.names().isMeant(scalar.text()));
            wayless.ifPresent(scalar -> missingWay(scalar, verb));
            written.filter(scalar -> context.names().isKnown(scalar.text()))
                    .ifPresent(scalar -> missingColumn(scalar, verb));
            List<PathPart> way = wayless.isPresent() ? List.of() : parts;
            return new Target(relations.way(section, verb, way, row), Optional.empty());
        }
        PathPart column = parts.get(parts.size() - 1);
        Way way = relations.way(section, verb, parts.subList(0, parts.size() - 1), row);
        context.use(way.row().source(), column.name(), column.place());
        return new Target(way, Optional.of(column.name()));
    }

    private void missingWay(Scalar written, Verb verb) {
        String message = "`" + verb.key() + ": " + written.text() + "` does not say of which rows";
        String hint = "write the way to them and the column: `" + verb.key() + ": …." + written.text() + "`";
        problems.error("missing-column", written.place(), message, hint);
    }

    private void missingColumn(Scalar written, Verb verb) {
        String message = "`" + verb.key() + ": " + written.text() + "` does not say of which column";
        String of = verb == Verb.PLUCK ? "" : ", or add `of: \"…\"`";
        problems.error(
                "missing-column",
                written.place(),
                message,
                "write `" + verb.key() + ": " + written.text() + ".…`" + of);
    }
}
