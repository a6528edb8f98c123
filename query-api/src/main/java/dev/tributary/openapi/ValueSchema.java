package dev.tributary.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.view.ColumnType;

/** JSON Schemas of single values. */
final class ValueSchema {
    private ValueSchema() {}

    /** Whatever a record has: nothing is declared of it. */
    static ObjectNode any() {
        return Nodes.object();
    }

    static ObjectNode text() {
        return Nodes.object("type", "string");
    }

    static ObjectNode number() {
        return Nodes.object("type", "number");
    }

    /** How many there are of something. */
    static ObjectNode count() {
        return Nodes.object("type", "integer", "minimum", 0);
    }

    /** The values of columns of a type, as documents show them. */
    static ObjectNode of(ColumnType type) {
        return switch (type.kind()) {
            case BOOLEAN -> Nodes.object("type", "boolean");
            case INT32 -> Nodes.object("type", "integer", "format", "int32");
            case INT64 -> Nodes.object("type", "integer", "format", "int64");
            case FLOAT64 -> number();
            case DECIMAL ->
                number().put("description", "decimal(" + type.precision() + "," + type.scale() + "), exact");
            case STRING, UUID -> text();
            case BYTES -> text().put("contentEncoding", "base64");
            case JSON -> any();
            case DATE -> text().put("format", "date");
            case TIME_MILLIS, TIME_MICROS -> text().put("description", "a time like 03:04:05");
            case TIMESTAMP, TIMESTAMP_SECONDS, TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS ->
                text().put("format", "date-time");
        };
    }

    /** The same, or null. */
    static ObjectNode nullable(ObjectNode schema) {
        JsonNode type = schema.get("type");
        if (type == null || !type.isTextual()) {
            return schema;
        }
        ObjectNode nullable = schema.deepCopy();
        nullable.set("type", Nodes.array(type, "null"));
        return nullable;
    }
}
