package dev.tributary.view;

import dev.tributary.config.Nearest;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import dev.tributary.view.Encoding.Format;
import dev.tributary.view.NameScope.Sees;
import dev.tributary.view.Source.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the declaration of one source, all but whether its references lead somewhere. */
final class SourceReader {
    private static final List<String> KEYS = List.of(
            "topic", "kind", "format", "key", "key_format", "where", "version", "references", "types", "columns");
    private static final Map<String, Kind> KINDS = Map.of("rows", Kind.ROWS, "events", Kind.EVENTS);

    private final Context context;
    private final References references;
    private final Problems problems;

    SourceReader(Context context, References references) {
        this.context = context;
        this.references = references;
        this.problems = context.problems();
    }

    Source read(Entry entry) {
        String name = entry.name();
        return Section.of(entry, "source `" + name + "`", problems)
                .map(section -> read(name, section))
                .orElseGet(() -> Source.rows(name, "", Format.JSON, List.of(), List.of(), Map.of(), Optional.empty()));
    }

    private Source read(String name, Section section) {
        section.only(KEYS);
        section.required("topic");
        Kind kind = kind(section);
        if (kind == Kind.ROWS) {
            section.required("key");
        }
        Map<String, ColumnType> types = new LinkedHashMap<>();
        Optional<List<String>> columns = columns(section, types);
        Source source = new Source(
                name,
                kind,
                section.text("topic").orElse(""),
                new EncodingReader(problems).read(section),
                key(name, section),
                references.read(name, section),
                types(name, section, types),
                columns,
                Optional.empty(),
                version(name, kind, section));
        return source.withWhere(section.scalar("where")
                .flatMap(written -> context.expression(written, "where", Row.of(source), Map.of(), Sees.ROW)));
    }

    private Kind kind(Section section) {
        Optional<Scalar> written = section.scalar("kind");
        Optional<Kind> kind = written.map(Scalar::text).map(KINDS::get);
        if (written.isPresent() && kind.isEmpty()) {
            String text = written.get().text();
            String hint = Nearest.hint(text, List.of("rows", "events"), "the kinds are");
            problems.error("unknown-kind", written.get().place(), "there is no kind `" + text + "`", hint);
        }
        return kind.orElse(Kind.ROWS);
    }

    private Optional<String> version(String source, Kind kind, Section section) {
        Optional<Scalar> version = section.scalar("version");
        if (kind == Kind.EVENTS) {
            section.entry("version").ifPresent(entry -> {
                String hint = "leave it out: an event is never updated, so it has one version";
                problems.error("misplaced-key", entry.key().place(), "events take no `version`", hint);
            });
            return Optional.empty();
        }
        version.ifPresent(column -> context.uses().add(source, column.text(), column.place()));
        return version.map(Scalar::text);
    }

    private List<String> key(String source, Section section) {
        List<String> key = new ArrayList<>();
        for (Scalar column : section.scalars("key")) {
            if (key.contains(column.text())) {
                String message = "the key names `" + column.text() + "` twice";
                problems.error("duplicate-column", column.place(), message, "");
            }
            key.add(column.text());
            context.uses().add(source, column.text(), column.place());
        }
        return key;
    }

    private Map<String, ColumnType> types(String source, Section section, Map<String, ColumnType> types) {
        for (Entry entry : section.section("types").map(Section::entries).orElse(List.of())) {
            context.uses().add(source, entry.name(), entry.key().place());
            type(entry, types);
        }
        return types;
    }

    private Optional<List<String>> columns(Section section, Map<String, ColumnType> types) {
        Optional<Entry> columns = section.entry("columns");
        if (columns.isPresent() && columns.get().value() instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> type(entry, types));
            return Optional.of(mapping.keys());
        }
        return columns.map(
                entry -> section.scalars("columns").stream().map(Scalar::text).toList());
    }

    private void type(Entry entry, Map<String, ColumnType> types) {
        if (entry.value() instanceof Scalar scalar && scalar.value() != null) {
            types.put(entry.name(), ColumnTypes.parse(scalar, problems));
        } else {
            Section.wrongType(entry.value(), "`" + entry.name() + "`", "the name of a column type", problems);
        }
    }
}
