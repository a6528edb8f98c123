package dev.tributary.sandbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's envelope without schemas. Decimals are text, as with {@code decimal.handling.mode=string}: without a schema
 * the default loses their scale.
 */
final class DebeziumRows extends KeyedRows {

    private final Clock clock;

    DebeziumRows(List<String> key, Map<String, ColumnEncoding> types, Clock clock) {
        super(key, types);
        this.clock = clock;
    }

    @Override
    Encoded written(
            Map<String, Object> rowKey,
            @Nullable Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        return new Encoded(key(rowKey), envelope(before == null ? "c" : "u", before, after));
    }

    /** The tombstone lets compaction forget the row. */
    @Override
    List<Encoded> deleted(Map<String, Object> rowKey, Map<String, @Nullable Object> before) {
        return List.of(new Encoded(key(rowKey), envelope("d", before, null)), new Encoded(key(rowKey), null));
    }

    private byte[] key(Map<String, Object> rowKey) {
        return ExactJson.bytes(columns(rowKey));
    }

    private byte[] envelope(
            String op, @Nullable Map<String, @Nullable Object> before, @Nullable Map<String, @Nullable Object> after) {
        long now = clock.millis();
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("before", before == null ? null : columns(before));
        envelope.put("after", after == null ? null : columns(after));
        envelope.put("source", source(now));
        envelope.put("op", op);
        envelope.put("ts_ms", now);
        return ExactJson.bytes(envelope);
    }

    private static Map<String, Object> source(long now) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("connector", "sandbox");
        source.put("ts_ms", now);
        source.put("snapshot", "false");
        return source;
    }

    @Override
    Object column(String name, Object value) {
        @Nullable ColumnEncoding type = type(name);
        if (type == null) {
            return value;
        }
        return switch (type.kind()) {
            case DECIMAL -> type.decimal(value).toPlainString();
            case JSON -> value instanceof String ? value : ExactJson.text(value);
            default -> type.plain(value);
        };
    }
}
