package dev.tributary.sandbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value with the schema that Connect's JSON converter gives it.
 *
 * @param schema type, and name and parameters where the type needs them
 */
record ConnectValue(Map<String, Object> schema, @Nullable Object payload) {

    private static final String CONNECT = "org.apache.kafka.connect.data.";
    private static final String DEBEZIUM = "io.debezium.";
    private static final int MAX_LONG_BITS = 63;

    static ConnectValue of(@Nullable ColumnEncoding type, @Nullable Object value) {
        if (type == null) {
            return value == null ? new ConnectValue(schema("string"), null) : inferred(value);
        }
        return new ConnectValue(schemaOf(type), value == null ? null : payloadOf(type, value));
    }

    Map<String, Object> field(String name, boolean optional) {
        Map<String, Object> field = new LinkedHashMap<>(schema);
        field.put("optional", optional);
        field.put("field", name);
        return field;
    }

    private static Map<String, Object> schemaOf(ColumnEncoding type) {
        return switch (type.kind()) {
            case BOOLEAN -> schema("boolean");
            case INT32 -> schema("int32");
            case INT64, TIMESTAMP_SECONDS -> schema("int64");
            case FLOAT64 -> schema("double");
            case DECIMAL -> decimalSchema(type.scale());
            case STRING -> schema("string");
            case BYTES -> schema("bytes");
            case JSON -> schema("string", DEBEZIUM + "data.Json");
            case UUID -> schema("string", DEBEZIUM + "data.Uuid");
            case DATE -> schema("int32", CONNECT + "Date");
            case TIME_MILLIS -> schema("int32", CONNECT + "Time");
            case TIME_MICROS -> schema("int64", DEBEZIUM + "time.MicroTime");
            case TIMESTAMP -> schema("string", DEBEZIUM + "time.ZonedTimestamp");
            case TIMESTAMP_MILLIS -> schema("int64", CONNECT + "Timestamp");
            case TIMESTAMP_MICROS -> schema("int64", DEBEZIUM + "time.MicroTimestamp");
            case TIMESTAMP_NANOS -> schema("int64", DEBEZIUM + "time.NanoTimestamp");
        };
    }

    private static Object payloadOf(ColumnEncoding type, Object value) {
        return switch (type.kind()) {
            case DECIMAL -> unscaled(type.decimal(value));
            case JSON -> value instanceof String ? value : ExactJson.text(value);
            default -> type.plain(value);
        };
    }

    private static ConnectValue inferred(Object value) {
        if (value instanceof BigInteger big && big.bitLength() > MAX_LONG_BITS) {
            return decimal(new BigDecimal(big));
        }
        if (value instanceof BigDecimal exact) {
            return decimal(exact.scale() < 0 ? exact.setScale(0) : exact);
        }
        if (value instanceof Boolean) {
            return new ConnectValue(schema("boolean"), value);
        }
        if (value instanceof Number) {
            return new ConnectValue(
                    schema(value instanceof Double || value instanceof Float ? "double" : "int64"), value);
        }
        // a struct or an array would need one schema for all its rows; services write such columns as text
        return value instanceof Map || value instanceof List
                ? new ConnectValue(schema("string", DEBEZIUM + "data.Json"), ExactJson.text(value))
                : new ConnectValue(schema("string"), value.toString());
    }

    private static ConnectValue decimal(BigDecimal exact) {
        return new ConnectValue(decimalSchema(exact.scale()), unscaled(exact));
    }

    private static String unscaled(BigDecimal exact) {
        return Base64.getEncoder().encodeToString(exact.unscaledValue().toByteArray());
    }

    private static Map<String, Object> decimalSchema(int scale) {
        Map<String, Object> schema = schema("bytes", CONNECT + "Decimal");
        schema.put("parameters", Map.of("scale", Integer.toString(scale)));
        return schema;
    }

    private static Map<String, Object> schema(String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        return schema;
    }

    private static Map<String, Object> schema(String type, String name) {
        Map<String, Object> schema = schema(type);
        schema.put("name", name);
        schema.put("version", 1);
        return schema;
    }
}
