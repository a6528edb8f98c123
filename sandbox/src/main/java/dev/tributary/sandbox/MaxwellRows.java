package dev.tributary.sandbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Maxwell's changes: the row, and of an update what it was. */
final class MaxwellRows extends KeyedRows {

    private final Clock clock;

    MaxwellRows(List<String> key, Map<String, ColumnEncoding> types, Clock clock) {
        super(key, types);
        this.clock = clock;
    }

    @Override
    Encoded written(
            Map<String, Object> rowKey,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> value = change(before == null ? "insert" : "update", after);
        if (before != null) {
            value.put("old", old(columns(before), columns(after)));
        }
        return new Encoded(key(rowKey), ExactJson.bytes(value));
    }

    @Override
    List<Encoded> deleted(Map<String, Object> rowKey, Map<String, @Nullable Object> before) {
        return List.of(new Encoded(key(rowKey), ExactJson.bytes(change("delete", before))));
    }

    private byte[] key(Map<String, Object> rowKey) {
        Map<String, @Nullable Object> key = table();
        columns(rowKey).forEach((column, value) -> key.put("pk." + column, value));
        return ExactJson.bytes(key);
    }

    private Map<String, @Nullable Object> change(String type, Map<String, @Nullable Object> row) {
        Map<String, @Nullable Object> change = table();
        change.put("type", type);
        change.put("ts", clock.instant().getEpochSecond());
        change.put("data", columns(row));
        return change;
    }

    private static Map<String, @Nullable Object> table() {
        Map<String, @Nullable Object> table = new LinkedHashMap<>();
        table.put("database", "sandbox");
        table.put("table", "rows");
        return table;
    }

    /** What was different. */
    static Map<String, @Nullable Object> old(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> old = new LinkedHashMap<>();
        before.forEach((column, value) -> {
            if (!Objects.equals(value, after.get(column))) {
                old.put(column, value);
            }
        });
        return old;
    }

    @Override
    Object column(String name, Object value) {
        @Nullable ColumnEncoding type = type(name);
        return type != null && type.kind() == ColumnEncoding.Kind.DECIMAL
                ? type.decimal(value)
                : super.column(name, value);
    }
}
