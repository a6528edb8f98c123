package dev.tributary.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the formats have in common: a row's key, and that a changed key is two changes. */
abstract class KeyedRows implements RowEncoder {

    private final List<String> key;
    private final Map<String, ColumnEncoding> types;

    KeyedRows(List<String> key, Map<String, ColumnEncoding> types) {
        this.key = List.copyOf(key);
        this.types = Map.copyOf(types);
    }

    @Override
    public final List<Encoded> change(
            @Nullable Map<String, @Nullable Object> before, @Nullable Map<String, @Nullable Object> after) {
        if (after == null) {
            return before == null ? List.of() : deleted(keyOf(before), before);
        }
        Map<String, Object> newKey = keyOf(after);
        if (before == null || keyOf(before).equals(newKey)) {
            return List.of(written(newKey, before, after));
        }
        List<Encoded> moved = new ArrayList<>(deleted(keyOf(before), before));
        moved.add(written(newKey, null, after));
        return moved;
    }

    abstract Encoded written(
            Map<String, Object> rowKey,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after);

    abstract List<Encoded> deleted(Map<String, Object> rowKey, Map<String, @Nullable Object> before);

    private Map<String, Object> keyOf(Map<String, @Nullable Object> row) {
        Map<String, Object> found = new LinkedHashMap<>();
        for (String column : key) {
            @Nullable Object value = row.get(column);
            if (value == null) {
                throw new SandboxException("the row has no value for its key column " + column + ": " + row);
            }
            found.put(column, value);
        }
        return found;
    }

    final boolean isKey(String column) {
        return key.contains(column);
    }

    final @Nullable ColumnEncoding type(String column) {
        return types.get(column);
    }

    /** The columns as the format writes them, nulls included. */
    final Map<String, @Nullable Object> columns(Map<String, ? extends @Nullable Object> row) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        row.forEach((column, value) -> out.put(column, value == null ? null : column(column, value)));
        return out;
    }

    /** One value as the format writes it. */
    Object column(String name, Object value) {
        @Nullable ColumnEncoding type = type(name);
        return type == null ? value : type.plain(value);
    }
}
