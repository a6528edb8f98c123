package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Reference;
import dev.tributary.oracle.ViewFile.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plain maps to a {@link Source}. Refuses keys that it does not know. */
final class SourceReader {
    private static final Set<String> KEYS =
            Set.of("topic", "format", "kind", "key", "where", "references", "types", "columns");

    private SourceReader() {}

    static Source source(String name, Map<String, @Nullable Object> body) {
        checkKeys(body, KEYS, name);
        boolean events = "events".equals(body.get("kind"));
        List<String> key = events && body.get("key") == null ? List.of() : Yaml.texts(body.get("key"), name);
        Map<String, String> types = new LinkedHashMap<>();
        Yaml.mapOrEmpty(body.get("types"), name).forEach((column, type) -> types.put(column, Yaml.text(type, name)));
        return new Source(
                name,
                Yaml.text(body.get("topic"), name),
                events,
                key,
                expression(body.get("where"), name),
                references(body.get("references"), name),
                types,
                columns(body.get("columns"), types, name));
    }

    private static List<String> columns(@Nullable Object value, Map<String, String> types, String name) {
        if (value instanceof Map<?, ?>) {
            Map<String, @Nullable Object> typed = Yaml.map(value, name);
            typed.forEach((column, type) -> types.put(column, Yaml.text(type, name)));
            return List.copyOf(typed.keySet());
        }
        return value == null ? List.of() : Yaml.texts(value, name);
    }

    static List<Reference> references(@Nullable Object value, String what) {
        List<Reference> references = new ArrayList<>();
        Yaml.mapOrEmpty(value, what)
                .forEach(
                        (columns, targets) -> references.add(new Reference(split(columns), Yaml.texts(targets, what))));
        return references;
    }

    static Optional<Expression> expression(@Nullable Object value, String what) {
        return Optional.ofNullable(value).map(text -> Expression.parse(Yaml.text(text, what)));
    }

    static List<String> split(String columns) {
        return Arrays.stream(columns.split(",", -1)).map(String::strip).toList();
    }

    static void checkKeys(Map<String, ?> body, Set<String> known, String what) {
        for (String key : body.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(what + ": the oracle does not know `" + key + "`, only " + known);
            }
        }
    }
}
