package dev.tributary.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Debezium's {@code ExtractNewRecordState} makes of changes when it rewrites deletions. */
final class FlattenedRows extends KeyedRows {

    private final DebeziumRows envelopes;

    FlattenedRows(List<String> key, Map<String, ColumnEncoding> types, DebeziumRows envelopes) {
        super(key, types);
        this.envelopes = envelopes;
    }

    @Override
    Encoded written(
            Map<String, Object> rowKey,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        return new Encoded(key(rowKey), row(after, before == null ? "c" : "u"));
    }

    @Override
    List<Encoded> deleted(Map<String, Object> rowKey, Map<String, @Nullable Object> before) {
        return List.of(new Encoded(key(rowKey), row(before, "d")), new Encoded(key(rowKey), null));
    }

    private byte[] key(Map<String, Object> rowKey) {
        return ExactJson.bytes(columns(rowKey));
    }

    private byte[] row(Map<String, @Nullable Object> columns, String op) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(columns(columns));
        row.put("__op", op);
        row.put("__deleted", Boolean.toString(op.equals("d")));
        return ExactJson.bytes(row);
    }

    @Override
    Object column(String name, Object value) {
        return envelopes.column(name, value);
    }
}
