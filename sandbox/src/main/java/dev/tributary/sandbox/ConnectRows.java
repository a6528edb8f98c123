package dev.tributary.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connect's JSON with its schema beside every row, as the JDBC connectors use it; a null value deletes. */
final class ConnectRows extends KeyedRows {

    ConnectRows(List<String> key, Map<String, ColumnEncoding> types) {
        super(key, types);
    }

    @Override
    Encoded written(
            Map<String, Object> rowKey,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        return new Encoded(struct(rowKey), struct(after));
    }

    @Override
    List<Encoded> deleted(Map<String, Object> rowKey, Map<String, @Nullable Object> before) {
        return List.of(new Encoded(struct(rowKey), null));
    }

    private byte[] struct(Map<String, ? extends @Nullable Object> row) {
        List<Object> fields = new ArrayList<>();
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        row.forEach((column, value) -> {
            ConnectValue written = ConnectValue.of(type(column), value);
            fields.add(written.field(column, !isKey(column)));
            payload.put(column, written.payload());
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "struct");
        schema.put("fields", fields);
        schema.put("optional", false);
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("schema", schema);
        envelope.put("payload", payload);
        return ExactJson.bytes(envelope);
    }
}
