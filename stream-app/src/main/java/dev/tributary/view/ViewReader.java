package dev.tributary.view;

import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import java.util.List;
import java.util.Optional;

/** Reads the declaration of one view. */
final class ViewReader {
    private static final List<String> KEYS = List.of("from", "where", "fields");
    private static final List<String> LATER = List.of("index", "group_by", "publish", "references");

    private final Names names;
    private final ColumnUses uses;
    private final Problems problems;
    private final FieldsReader fields;

    ViewReader(Names names, ColumnUses uses, Problems problems) {
        this.names = names;
        this.uses = uses;
        this.problems = problems;
        this.fields = new FieldsReader(names, uses, problems);
    }

    View read(Entry entry) {
        String name = entry.name();
        return Section.of(entry, "view `" + name + "`", problems)
                .map(section -> read(name, section))
                .orElseGet(() -> new View(name, "", Optional.empty(), Fields.ALL));
    }

    private View read(String name, Section section) {
        section.only(KEYS, LATER);
        section.required("from");
        Optional<Scalar> from = section.scalar("from");
        Row row = new Row(name, from.flatMap(f -> names.source(f.text(), f.place(), name)), false);
        String root = row.source().map(Source::name).orElse("");
        Fields members = fields.read(section.entry("fields"), row);
        Optional<Condition> where = section.scalar("where").flatMap(w -> where(w, row, members));
        return new View(name, root, where, members);
    }

    private Optional<Condition> where(Scalar written, Row row, Fields members) {
        return ConditionParser.parse(
                written,
                (name, ofRow, place) -> {
                    String column = ofRow ? name : column(name, place, members);
                    row.source().ifPresent(s -> uses.add(s.name(), column, place));
                    return column;
                },
                problems);
    }

    /** A name is a field, else a column. */
    private String column(String name, Place place, Fields members) {
        for (Field field : members.list()) {
            if (field.name().equals(name)) {
                return field instanceof Field.Column column ? column.column() : relation(name, place);
            }
        }
        return name;
    }

    private String relation(String name, Place place) {
        String message =
                "`where`: `" + name + "` is a field of related rows; conditions on those are not in this version";
        problems.error("not-yet", place, message, "`row." + name + "` is the column of that name");
        return name;
    }
}
