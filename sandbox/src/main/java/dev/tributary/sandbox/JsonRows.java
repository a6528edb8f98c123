package dev.tributary.sandbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as they are, keyed by the bare key, or by an object when it is composite; a null value deletes. */
final class JsonRows extends KeyedRows {

    JsonRows(List<String> key, Map<String, ColumnEncoding> types) {
        super(key, types);
    }

    @Override
    Encoded written(
            Map<String, Object> rowKey,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        return new Encoded(key(rowKey), ExactJson.bytes(columns(after)));
    }

    @Override
    List<Encoded> deleted(Map<String, Object> rowKey, Map<String, @Nullable Object> before) {
        return List.of(new Encoded(key(rowKey), null));
    }

    private byte[] key(Map<String, Object> rowKey) {
        Map<String, @Nullable Object> written = columns(rowKey);
        return written.size() == 1
                ? ExactJson.bytes(column(
                        rowKey.keySet().iterator().next(),
                        rowKey.values().iterator().next()))
                : ExactJson.bytes(written);
    }
}
