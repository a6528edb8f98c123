package dev.tributary.view;

import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import dev.tributary.view.NameScope.Sees;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the declaration of one view. */
final class ViewReader {
    private static final List<String> KEYS =
            List.of("from", "where", "group_by", "fields", "index", "references", "publish");

    private final Context context;
    private final References references;
    private final FieldsReader fields;
    private final GroupReader groups;
    private final IndexReader indexes;
    private final Publications publications;
    private final Problems problems;

    ViewReader(Context context, References references, Publications publications) {
        this.context = context;
        this.references = references;
        this.publications = publications;
        this.problems = context.problems();
        this.fields = new FieldsReader(context);
        this.groups = new GroupReader(context);
        this.indexes = new IndexReader(context);
    }

    /**
     * A view.
     *
     * @param rows its documents as rows
     * @param group its groups as rows, if it has any
     */
    record Read(View view, Source rows, Optional<Source> group) {}

    Read read(Entry entry) {
        String name = entry.name();
        return Section.of(entry, "view `" + name + "`", problems)
                .map(section -> read(name, section))
                .orElseGet(() -> new Read(
                        new View(name, "", Optional.empty(), Fields.ALL, Map.of(), List.of(), Optional.empty()),
                        ViewRows.source(name, List.of(), List.of(), Map.of(), Optional.empty()),
                        Optional.empty()));
    }

    private Read read(String name, Section section) {
        section.only(KEYS);
        section.required("from");
        Optional<Scalar> written = section.scalar("from");
        Optional<Source> from = written.flatMap(f -> context.names().source(f.text(), f.place(), name));
        boolean grouped = section.entry("group_by").isPresent();
        written.filter(w -> !grouped).ifPresent(w -> checkUngrouped(w, from));
        Row root = root(name, section, from, grouped);
        Contents contents = fields.read(section.entry("fields"), root);
        Optional<Computation> where = section.scalar("where")
                .flatMap(w -> context.expression(w, "where", root, contents.shown(), Sees.DOCUMENT));
        Map<String, Computation> by = grouped ? groups.read(section, Row.root(name, from)) : Map.of();
        List<List<String>> index = indexes.read(section, contents, root);
        Optional<String> publish = publications.read(name, section);
        String source = from.map(Source::name).orElse("");
        View view = new View(name, source, where, contents.fields(), by, index, publish);
        return new Read(view, rows(name, section, from, root, contents), grouped ? root.source() : Optional.empty());
    }

    private Row root(String name, Section section, Optional<Source> from, boolean isGrouped) {
        return isGrouped
                ? new Row(name, from.map(grouped -> GroupReader.row(name, section)), List.of(), false, from)
                : Row.root(name, from);
    }

    private Source rows(String name, Section section, Optional<Source> from, Row root, Contents contents) {
        List<Reference> own = references.read(name, section);
        own.forEach(reference -> checkValues(section, reference, contents));
        if (from.isEmpty()) {
            return ViewRows.source(name, List.of(), own, Map.of(), Optional.empty());
        }
        if (section.entry("group_by").isPresent()) {
            Source group = root.source().orElseThrow();
            groups.checkClashes(contents, group);
            return ViewRows.of(name, contents, group, own);
        }
        context.names().base(name, from.get().name());
        return ViewRows.of(name, from.get(), contents, own);
    }

    private void checkValues(Section section, Reference reference, Contents contents) {
        for (String column : reference.columns()) {
            Shown field = contents.shown().get(column);
            if (field != null && !field.isValue()) {
                String message = "`references`: `" + column + "` is no single value";
                section.entry("references")
                        .ifPresent(entry -> problems.error(
                                "not-a-value", entry.key().place(), message, "a reference is the value of a key"));
            }
        }
    }

    private void checkUngrouped(Scalar written, Optional<Source> from) {
        if (from.map(Source::kind).equals(Optional.of(Source.Kind.EVENTS))) {
            String message = "events make no documents of their own: " + written.text() + " has no key";
            String hint = "group them: `group_by: {…}`, or reach them from another source, by `count` or `many`";
            problems.error("events-ungrouped", written.place(), message, hint);
        }
    }
}
