package dev.tributary.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.view.ColumnType;
import dev.tributary.view.Computation;
import dev.tributary.view.Field;
import dev.tributary.view.Fields;
import dev.tributary.view.Model;
import dev.tributary.view.Operand;
import dev.tributary.view.Relation;
import dev.tributary.view.Source;
import dev.tributary.view.Step;
import dev.tributary.view.View;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The JSON Schema (2020-12) of a view's documents, as far as the files declare it: a column without a type, and what is
 * computed, may be anything. Not thread-safe.
 */
final class DocumentSchema {
    private final Model model;
    private final Map<String, Map<String, ObjectNode>> membersOfViews = new HashMap<>();

    DocumentSchema(Model model) {
        this.model = model;
    }

    /**
     * The row that fields are about.
     *
     * @param source empty for a group
     * @param path by which it was reached
     */
    private record Row(Optional<Source> source, List<Step> path) {}

    ObjectNode of(View view) {
        boolean columnsAsTheyCome = view.fields().all() && !view.isGrouped();
        return columnsAsTheyCome ? rows(model.source(view.from())) : exactly(members(view));
    }

    /** The members of documents that the file spells out, in order. */
    private Map<String, ObjectNode> members(View view) {
        Map<String, ObjectNode> known = membersOfViews.get(view.name());
        if (known != null) {
            return known;
        }
        Optional<Source> from = view.isGrouped() ? Optional.empty() : Optional.of(model.source(view.from()));
        Map<String, ObjectNode> members = members(view.fields(), new Row(from, List.of()));
        if (view.isGrouped() && view.fields().all()) {
            view.groups().forEach((name, value) -> members.put(name, computed(value)));
        }
        membersOfViews.put(view.name(), members);
        return members;
    }

    /** The fields that are collections, each with the schema of an item of a page of it. */
    Map<String, ObjectNode> collections(View view) {
        Map<String, ObjectNode> collections = new LinkedHashMap<>();
        addCollections(view.fields(), collections);
        Map<String, ObjectNode> members = members(view);
        collections.replaceAll((name, unknown) -> {
            ObjectNode schema = members.getOrDefault(name, unknown);
            if (schema.get("additionalProperties") instanceof ObjectNode value) {
                return keyed(value);
            }
            return schema.get("items") instanceof ObjectNode item ? item : unknown;
        });
        return collections;
    }

    /** One of a collection that is an object by names. */
    private static ObjectNode keyed(ObjectNode value) {
        Map<String, ObjectNode> members = new LinkedHashMap<>();
        members.put("key", ValueSchema.text());
        members.put("value", value);
        return exactly(members);
    }

    private static void addCollections(Fields fields, Map<String, ObjectNode> into) {
        for (Field field : fields.list()) {
            if (field instanceof Field.Flattened flattened) {
                addCollections(flattened.fields(), into);
            } else if (isCollection(field)) {
                into.put(field.name(), ValueSchema.any());
            }
        }
    }

    private static boolean isCollection(Field field) {
        boolean isMany = field instanceof Field.Related related && related.cardinality() == Field.Cardinality.MANY;
        return isMany || field instanceof Field.Plucked;
    }

    // ------------------------------------------------------------------------------------------------- objects

    private static ObjectNode exactly(Map<String, ObjectNode> members) {
        ObjectNode properties = Nodes.object();
        members.forEach(properties::set);
        return Nodes.object(
                "type",
                "object",
                "properties",
                properties,
                "required",
                members.keySet(),
                "additionalProperties",
                false);
    }

    /** All columns of a source's rows, as they come. */
    private ObjectNode rows(Source source) {
        if (source.kind() == Source.Kind.VIEW) {
            return of(model.view(source.name()));
        }
        ObjectNode properties = Nodes.object();
        source.columns().ifPresent(columns -> columns.forEach(name -> properties.set(name, ValueSchema.any())));
        source.types().keySet().forEach(name -> properties.set(name, column(source, name)));
        return Nodes.object("type", "object", "properties", properties);
    }

    private ObjectNode object(Fields fields, Row row) {
        return fields.all() ? row.source.map(this::rows).orElseGet(ValueSchema::any) : exactly(members(fields, row));
    }

    private Map<String, ObjectNode> members(Fields fields, Row row) {
        Map<String, ObjectNode> members = new LinkedHashMap<>();
        for (Field field : fields.list()) {
            if (field instanceof Field.Flattened flattened) {
                boolean required = flattened.relation().required();
                members(flattened.fields(), reached(flattened.relation()))
                        .forEach((name, schema) -> members.put(name, required ? schema : ValueSchema.nullable(schema)));
            } else {
                members.put(field.name(), field(field, row));
            }
        }
        return members;
    }

    private Row reached(Relation relation) {
        List<Step> path = relation.path();
        return new Row(Optional.of(model.source(path.get(path.size() - 1).source())), path);
    }

    // ------------------------------------------------------------------------------------------------- members

    private ObjectNode field(Field field, Row row) {
        if (field instanceof Field.Column column) {
            return column(column.column(), row);
        }
        if (field instanceof Field.Computed computed) {
            return computed(computed.computation());
        }
        if (field instanceof Field.Related related) {
            return related(related);
        }
        if (field instanceof Field.Plucked plucked) {
            Row reached = reached(plucked.relation());
            return collection(column(Operand.Column.own(plucked.column()), reached), plucked.relation());
        }
        return total((Field.Total) field);
    }

    private static ObjectNode computed(Computation computation) {
        return ValueSchema.any()
                .put("description", "computed: " + computation.expression().text());
    }

    private ObjectNode related(Field.Related related) {
        Relation relation = related.relation();
        ObjectNode object = object(related.fields(), reached(relation));
        if (related.cardinality() == Field.Cardinality.MANY) {
            return collection(object, relation);
        }
        return relation.required() ? object : ValueSchema.nullable(object);
    }

    private static ObjectNode collection(ObjectNode item, Relation relation) {
        boolean keyed = relation.by().isPresent();
        ObjectNode collection = keyed
                ? Nodes.object("type", "object", "additionalProperties", item)
                : Nodes.object("type", "array", "items", item);
        relation.limit().ifPresent(limit -> collection.put(keyed ? "maxProperties" : "maxItems", limit));
        return collection;
    }

    private ObjectNode total(Field.Total total) {
        ObjectNode value = switch (total.function()) {
            case COUNT, COUNT_DISTINCT -> ValueSchema.count();
            case SUM -> ValueSchema.number();
            case AVG -> ValueSchema.nullable(ValueSchema.number());
            case MIN, MAX -> least(total);
        };
        return value.put("description", words(total));
    }

    /** A value of the column, or null when there is none. */
    private ObjectNode least(Field.Total total) {
        return total.column()
                .map(name -> column(Operand.Column.own(name), reached(total.relation())))
                .map(schema -> ValueSchema.nullable(schema).deepCopy())
                .orElseGet(ValueSchema::any);
    }

    private static String words(Field.Total total) {
        String function = total.function().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String way = total.relation().path().stream().map(Step::source).collect(Collectors.joining("."));
        String of = total.of()
                .map(each -> way + ": " + each.expression().text())
                .or(() -> total.column().map(name -> way + "." + name))
                .orElse(way);
        String where = total.relation()
                .where()
                .map(condition -> ", where " + condition.expression().text())
                .orElse("");
        return function + " of " + of + where;
    }

    // ------------------------------------------------------------------------------------------------- columns

    private ObjectNode column(Operand.Column column, Row row) {
        Optional<Source> source = column.step() == Operand.OWN
                ? row.source
                : Optional.of(model.source(row.path.get(column.step()).source()));
        return source.map(known -> column(known, column.column())).orElseGet(ValueSchema::any);
    }

    /** Any column may be null. */
    private ObjectNode column(Source source, String name) {
        if (source.kind() == Source.Kind.VIEW) {
            return ofView(model.view(source.name()), name);
        }
        ColumnType type = source.types().get(name);
        return type == null ? ValueSchema.any() : ValueSchema.nullable(ValueSchema.of(type));
    }

    private ObjectNode ofView(View view, String field) {
        if (view.fields().all() && !view.isGrouped()) {
            return column(model.source(view.from()), field);
        }
        ObjectNode schema = members(view).get(field);
        return schema == null ? ValueSchema.any() : schema;
    }
}
