package dev.tributary.sandbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Canal's flat messages of one row each: all values are texts, beside MySQL's types. Keys are left to the row. */
final class CanalRows extends KeyedRows {

    private final Clock clock;
    private final List<String> key;

    CanalRows(List<String> key, Map<String, ColumnEncoding> types, Clock clock) {
        super(key, types);
        this.key = key;
        this.clock = clock;
    }

    @Override
    Encoded written(
            Map<String, Object> rowKey,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        @Nullable Object old = before == null ? null : List.of(MaxwellRows.old(columns(before), columns(after)));
        return new Encoded(null, message(before == null ? "INSERT" : "UPDATE", after, old));
    }

    @Override
    List<Encoded> deleted(Map<String, Object> rowKey, Map<String, @Nullable Object> before) {
        return List.of(new Encoded(null, message("DELETE", before, null)));
    }

    private byte[] message(String type, Map<String, @Nullable Object> row, @Nullable Object old) {
        long now = clock.millis();
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("data", List.of(columns(row)));
        message.put("database", "sandbox");
        message.put("es", now);
        message.put("isDdl", false);
        message.put("mysqlType", mysqlTypes(row));
        message.put("old", old);
        message.put("pkNames", new ArrayList<>(key));
        message.put("table", "rows");
        message.put("ts", now);
        message.put("type", type);
        return ExactJson.bytes(message);
    }

    private Map<String, String> mysqlTypes(Map<String, @Nullable Object> row) {
        Map<String, String> types = new LinkedHashMap<>();
        row.forEach((column, value) -> {
            ColumnEncoding type = type(column);
            types.put(column, type == null ? inferred(value) : mysqlType(type));
        });
        return types;
    }

    private static String mysqlType(ColumnEncoding type) {
        return switch (type.kind()) {
            case BOOLEAN -> "tinyint(1)";
            case INT32 -> "int(11)";
            case FLOAT64 -> "double";
            case DECIMAL -> "decimal(" + type.precision() + "," + type.scale() + ")";
            case BYTES -> "blob";
            case JSON -> "json";
            case DATE -> "date";
            case TIMESTAMP -> "datetime(6)";
            case STRING, UUID -> "varchar(255)";
            case INT64,
                    TIME_MILLIS,
                    TIME_MICROS,
                    TIMESTAMP_SECONDS,
                    TIMESTAMP_MILLIS,
                    TIMESTAMP_MICROS,
                    TIMESTAMP_NANOS -> "bigint(20)";
        };
    }

    private static String inferred(@Nullable Object value) {
        if (value instanceof Boolean) {
            return "tinyint(1)";
        }
        if (value instanceof BigDecimal exact) {
            return "decimal(65," + Math.max(0, exact.scale()) + ")";
        }
        if (value instanceof BigInteger || value instanceof Long || value instanceof Integer) {
            return "bigint(20)";
        }
        return value instanceof Map || value instanceof List ? "json" : "varchar(255)";
    }

    @Override
    Object column(String name, Object value) {
        @Nullable ColumnEncoding type = type(name);
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        if (value instanceof Map || value instanceof List) {
            return ExactJson.text(value);
        }
        Object plain = type == null ? value : encoded(type, value);
        return plain instanceof BigDecimal exact ? exact.toPlainString() : plain.toString();
    }

    private static Object encoded(ColumnEncoding type, Object value) {
        return switch (type.kind()) {
            case DECIMAL -> type.decimal(value);
            case DATE -> value instanceof Number days ? LocalDate.ofEpochDay(days.longValue()) : value;
            case TIMESTAMP -> value;
            case JSON -> value instanceof String ? value : ExactJson.text(value);
            case BYTES -> new String(Base64.getDecoder().decode(value.toString()), StandardCharsets.ISO_8859_1);
            default -> type.plain(value);
        };
    }
}
