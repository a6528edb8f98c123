package dev.tributary.view;

import dev.tributary.view.Encoding.Format;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A view's documents, as rows that other views are made of. */
final class ViewRows {
    private ViewRows() {}

    /** The documents of a view with a document per row of {@code from}. */
    static Source of(String view, Source from, Contents contents, List<Reference> own) {
        List<Reference> references = new ArrayList<>(own);
        if (contents.fields().all()) {
            references.addAll(from.references());
            return source(view, from.key(), references, from.types(), from.columns());
        }
        from.references().forEach(reference -> served(reference, contents).ifPresent(references::add));
        return listed(view, from.key(), references, contents);
    }

    /** The documents of a view with a document per group. */
    static Source of(String view, Contents contents, Source group, List<Reference> own) {
        return contents.fields().all()
                ? source(view, group.key(), own, group.types(), group.columns())
                : listed(view, group.key(), own, contents);
    }

    private static Source listed(String view, List<String> key, List<Reference> references, Contents contents) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        contents.shown().forEach((name, field) -> field.type().ifPresent(type -> types.put(name, type)));
        return source(
                view,
                key,
                references,
                types,
                Optional.of(List.copyOf(contents.shown().keySet())));
    }

    static Source source(
            String view,
            List<String> key,
            List<Reference> references,
            Map<String, ColumnType> types,
            Optional<List<String>> columns) {
        return new Source(
                view,
                Source.Kind.VIEW,
                "",
                Encoding.of(Format.JSON),
                key,
                references,
                types,
                columns,
                Optional.empty(),
                Optional.empty());
    }

    /** The reference under the names by which the view serves its columns, if it serves all of them. */
    private static Optional<Reference> served(Reference reference, Contents contents) {
        List<String> columns = new ArrayList<>();
        for (String column : reference.columns()) {
            contents.shown().values().stream()
                    .filter(field -> field.column().equals(Optional.of(column)))
                    .findFirst()
                    .ifPresent(field -> columns.add(field.name()));
        }
        return columns.size() == reference.columns().size()
                ? Optional.of(new Reference(columns, reference.targets()))
                : Optional.empty();
    }
}
