package dev.tributary.view;

import dev.tributary.config.Nearest;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import dev.tributary.view.Source.Format;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the declaration of one source, all but whether its references lead somewhere. */
final class SourceReader {
    private static final List<String> KEYS = List.of("topic", "format", "key", "references", "types", "columns");
    private static final List<String> LATER = List.of("where", "key_format", "version", "kind");
    private static final List<String> FORMATS = Arrays.stream(Format.values())
            .map(f -> f.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> LATER_FORMATS = List.of("maxwell", "canal", "avro", "protobuf");

    private final ColumnUses uses;
    private final Problems problems;

    SourceReader(ColumnUses uses, Problems problems) {
        this.uses = uses;
        this.problems = problems;
    }

    Source read(Entry entry) {
        String name = entry.name();
        return Section.of(entry, "source `" + name + "`", problems)
                .map(section -> read(name, section))
                .orElseGet(() -> new Source(name, "", Format.JSON, List.of(), List.of(), Map.of(), Optional.empty()));
    }

    private Source read(String name, Section section) {
        section.only(KEYS, LATER);
        section.required("topic");
        section.required("key");
        Map<String, ColumnType> types = new LinkedHashMap<>();
        Optional<List<String>> columns = columns(section, types);
        return new Source(
                name,
                section.text("topic").orElse(""),
                format(section),
                key(name, section),
                references(name, section),
                types(name, section, types),
                columns);
    }

    private Format format(Section section) {
        if (section.entry("format").map(Entry::value).orElse(null) instanceof Mapping mapping) {
            String message = "formats with settings are not in this version";
            problems.error("not-yet", mapping.place(), message, "it reads " + Nearest.list(FORMATS));
            return Format.JSON;
        }
        Optional<Scalar> format = section.scalar("format");
        if (format.isEmpty()) {
            return Format.JSON;
        }
        String written = format.get().text();
        if (FORMATS.contains(written)) {
            return Format.valueOf(written.toUpperCase(Locale.ROOT));
        }
        boolean later = LATER_FORMATS.contains(written);
        problems.error(
                later ? "not-yet" : "unknown-format",
                format.get().place(),
                later ? "the format `" + written + "` is not in this version" : "there is no format `" + written + "`",
                later ? "it reads " + Nearest.list(FORMATS) : Nearest.hint(written, FORMATS, "the formats are"));
        return Format.JSON;
    }

    private List<String> key(String source, Section section) {
        List<String> key = new ArrayList<>();
        for (Scalar column : section.scalars("key")) {
            if (key.contains(column.text())) {
                String message = "the key names `" + column.text() + "` twice";
                problems.error("duplicate-column", column.place(), message, "");
            }
            key.add(column.text());
            uses.add(source, column.text(), column.place());
        }
        return key;
    }

    private List<Reference> references(String source, Section section) {
        List<Reference> references = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (Entry entry : section.section("references").map(Section::entries).orElse(List.of())) {
            ColumnList columns = ColumnList.of(entry.key());
            columns.use(source, uses);
            if (columns.names().contains("")) {
                String hint = "columns are separated by one comma: `\"a, b\"`";
                problems.error("wrong-value", entry.key().place(), "here is a column without a name", hint);
            }
            if (!seen.add(columns.names())) {
                String hint = "one column may lead to several sources: `a: [b, c]`";
                problems.error("duplicate-key", entry.key().place(), "these columns are here twice", hint);
            }
            List<String> targets = Section.scalars(entry.value(), "reference", problems).stream()
                    .map(Scalar::text)
                    .distinct()
                    .toList();
            references.add(new Reference(columns.names(), targets));
        }
        return references;
    }

    private Map<String, ColumnType> types(String source, Section section, Map<String, ColumnType> types) {
        for (Entry entry : section.section("types").map(Section::entries).orElse(List.of())) {
            uses.add(source, entry.name(), entry.key().place());
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
