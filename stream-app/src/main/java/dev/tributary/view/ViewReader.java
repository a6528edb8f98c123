package dev.tributary.view;

import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Scalar;
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
        Row row = new Row(name, from.flatMap(f -> names.source(f.text(), f.place(), name)));
        Optional<Condition> where = section.scalar("where").flatMap(w -> where(w, row));
        String root = row.source().map(Source::name).orElse("");
        return new View(name, root, where, fields.read(section.entry("fields"), row));
    }

    private Optional<Condition> where(Scalar written, Row row) {
        return ConditionParser.parse(
                written, (column, place) -> row.source().ifPresent(s -> uses.add(s.name(), column, place)), problems);
    }
}
