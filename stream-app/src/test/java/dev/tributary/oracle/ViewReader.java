package dev.tributary.oracle;

import dev.tributary.oracle.Relations.Head;
import dev.tributary.oracle.ViewFile.Column;
import dev.tributary.oracle.ViewFile.ColumnOf;
import dev.tributary.oracle.ViewFile.Field;
import dev.tributary.oracle.ViewFile.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plain maps to a {@link View}. Refuses keys that it does not know. */
final class ViewReader {
    private static final Set<String> KEYS =
            Set.of("from", "group_by", "where", "references", "index", "publish", "fields");

    private final Relations relations;

    ViewReader(Relations relations) {
        this.relations = relations;
    }

    /** What views are to each other, which has to be known before any is read. */
    static Map<String, Head> heads(Map<String, @Nullable Object> views) {
        Map<String, Head> heads = new LinkedHashMap<>();
        views.forEach((name, body) -> heads.put(name, head(name, Yaml.map(body, name))));
        return heads;
    }

    private static Head head(String name, Map<String, @Nullable Object> body) {
        List<String> groups =
                List.copyOf(Yaml.mapOrEmpty(body.get("group_by"), name).keySet());
        Object fields = body.get("fields");
        return new Head(
                name,
                Yaml.text(body.get("from"), name),
                groups,
                Optional.ofNullable(fields).map(list -> served(list, name)),
                fields == null ? groups : names(fields, name),
                SourceReader.references(body.get("references"), name));
    }

    /** A column that is served twice is known by its first name. */
    private static Map<String, String> served(Object fields, String view) {
        Map<String, String> served = new LinkedHashMap<>();
        for (Object item : Yaml.list(fields, view)) {
            if (item instanceof String column) {
                served.putIfAbsent(column, column);
                continue;
            }
            Yaml.map(item, view).forEach((name, field) -> {
                if (field instanceof Map<?, ?> body && body.get("column") instanceof String column) {
                    served.putIfAbsent(column, name);
                }
            });
        }
        return served;
    }

    private static List<String> names(Object fields, String view) {
        List<String> names = new ArrayList<>();
        for (Object item : Yaml.list(fields, view)) {
            if (item instanceof String column) {
                names.add(column);
            } else if (FieldsReader.isFlatten(item)) {
                Object inner = Yaml.map(item, view).get("fields");
                names.addAll(inner == null ? List.of() : names(inner, view));
            } else {
                names.addAll(Yaml.map(item, view).keySet());
            }
        }
        return names;
    }

    View view(String name, Map<String, @Nullable Object> body) {
        SourceReader.checkKeys(body, KEYS, name);
        String from = Yaml.text(body.get("from"), name);
        Map<String, Expression> groupBy = new LinkedHashMap<>();
        Yaml.mapOrEmpty(body.get("group_by"), name)
                .forEach((group, text) -> groupBy.put(group, Expression.parse(Yaml.text(text, name))));
        if (groupBy.isEmpty() && relations.isEvents(from)) {
            throw new IllegalArgumentException(name + ": events have no document each; group them");
        }
        return new View(
                name,
                from,
                groupBy,
                SourceReader.expression(body.get("where"), name),
                index(body.get("index"), name),
                fields(from, groupBy, body.get("fields"), name));
    }

    private Optional<List<Field>> fields(
            String from, Map<String, Expression> groupBy, @Nullable Object list, String name) {
        if (list == null && !groupBy.isEmpty()) {
            List<Field> groups = new ArrayList<>();
            groupBy.keySet().forEach(group -> groups.add(new Column(group, new ColumnOf(ColumnOf.OWN, group))));
            return Optional.of(groups);
        }
        return new FieldsReader(relations, name).fields(from, !groupBy.isEmpty(), List.of(), list);
    }

    private static List<List<String>> index(@Nullable Object value, String name) {
        List<List<String>> index = new ArrayList<>();
        if (value instanceof String) {
            return List.of(Yaml.texts(value, name));
        }
        for (Object item : value == null ? List.of() : Yaml.list(value, name)) {
            index.add(Yaml.texts(item, name));
        }
        return index;
    }
}
