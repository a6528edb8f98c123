package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Column;
import dev.tributary.oracle.ViewFile.Field;
import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Order;
import dev.tributary.oracle.ViewFile.Reference;
import dev.tributary.oracle.ViewFile.Related;
import dev.tributary.oracle.ViewFile.Source;
import dev.tributary.oracle.ViewFile.View;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plain maps to a {@link ViewFile}. Refuses keys that it does not know. */
final class ViewReader {
    private static final Set<String> SOURCE_KEYS = Set.of("topic", "format", "key", "references", "types", "columns");
    private static final Set<String> VIEW_KEYS = Set.of("from", "where", "fields");
    private static final Set<String> RELATED_KEYS =
            Set.of("one", "many", "via", "through", "required", "order_by", "limit", "fields");

    private final Map<String, Source> sources;

    ViewReader(Map<String, Source> sources) {
        this.sources = sources;
    }

    static Source source(String name, Map<String, @Nullable Object> body) {
        checkKeys(body, SOURCE_KEYS, name);
        List<Reference> references = new ArrayList<>();
        Yaml.mapOrEmpty(body.get("references"), name)
                .forEach(
                        (columns, targets) -> references.add(new Reference(split(columns), Yaml.texts(targets, name))));
        Map<String, String> types = new LinkedHashMap<>();
        Yaml.mapOrEmpty(body.get("types"), name).forEach((column, type) -> types.put(column, Yaml.text(type, name)));
        if (body.get("columns") instanceof Map<?, ?> columns) {
            Yaml.map(columns, name).forEach((column, type) -> types.put(column, Yaml.text(type, name)));
        }
        return new Source(
                name, Yaml.text(body.get("topic"), name), Yaml.texts(body.get("key"), name), references, types);
    }

    View view(String name, Map<String, @Nullable Object> body) {
        checkKeys(body, VIEW_KEYS, name);
        String from = Yaml.text(body.get("from"), name);
        Optional<Where> where = Optional.ofNullable(body.get("where")).map(text -> Where.parse(Yaml.text(text, name)));
        return new View(name, from, where, fields(from, body.get("fields"), name));
    }

    private Optional<List<Field>> fields(String from, @Nullable Object list, String what) {
        if (list == null) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        for (Object item : Yaml.list(list, what)) {
            if (item instanceof String column) {
                fields.add(new Column(column, column));
            } else {
                Yaml.map(item, what).forEach((name, body) -> fields.add(field(from, name, Yaml.map(body, name))));
            }
        }
        return Optional.of(fields);
    }

    private Field field(String from, String name, Map<String, @Nullable Object> body) {
        Object column = body.get("column");
        if (column != null) {
            checkKeys(body, Set.of("column"), name);
            return new Column(name, Yaml.text(column, name));
        }
        checkKeys(body, RELATED_KEYS, name);
        boolean one = body.containsKey("one");
        List<String> names = new ArrayList<>();
        Object through = body.get("through");
        if (through != null) {
            names.addAll(path(Yaml.text(through, name)));
        }
        names.addAll(path(Yaml.text(body.get(one ? "one" : "many"), name)));
        List<List<String>> via = body.get("via") == null
                ? List.of()
                : Yaml.texts(body.get("via"), name).stream()
                        .map(ViewReader::split)
                        .toList();
        List<Hop> hops = new Relations(sources).resolve(from, names, via, one);
        List<String> orderBy = body.get("order_by") == null ? List.of() : Yaml.texts(body.get("order_by"), name);
        return new Related(
                name,
                one,
                hops,
                Boolean.TRUE.equals(body.get("required")),
                orderBy.stream().map(text -> order(text, names)).toList(),
                limit(body.get("limit")),
                fields(names.get(names.size() - 1), body.get("fields"), name));
    }

    private static Order order(String text, List<String> path) {
        boolean descending = text.startsWith("-");
        String name = descending ? text.substring(1) : text;
        int dot = name.indexOf('.');
        if (dot < 0) {
            return new Order(path.size() - 1, name, descending);
        }
        int step = path.indexOf(name.substring(0, dot));
        if (step < 0) {
            throw new IllegalArgumentException("order_by " + text + " is of no row of the path " + path);
        }
        return new Order(step, name.substring(dot + 1), descending);
    }

    private static OptionalInt limit(@Nullable Object value) {
        return value instanceof BigDecimal number ? OptionalInt.of(number.intValueExact()) : OptionalInt.empty();
    }

    private static List<String> path(String text) {
        return Arrays.asList(text.split("\\.", -1));
    }

    private static List<String> split(String columns) {
        return Arrays.stream(columns.split(",", -1)).map(String::strip).toList();
    }

    private static void checkKeys(Map<String, ?> body, Set<String> known, String what) {
        for (String key : body.keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException(what + ": the oracle does not know `" + key + "`, only " + known);
            }
        }
    }
}
