package dev.tributary.sandbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The change formats that the sandbox can write, and the rows that go into them. */
public final class RowEncoders {

    private RowEncoders() {}

    /**
     * An encoder for one source.
     *
     * @param format {@code json}, {@code debezium}, {@code debezium-flattened}, {@code connect}, {@code maxwell} or
     *     {@code canal}
     * @param key the key columns, in the order of the key; none for events
     * @param types encodings by column, as a view file's {@code types:} spells them; others follow from the value
     */
    public static RowEncoder of(String format, List<String> key, Map<String, String> types) {
        return of(format, key, types, Clock.systemUTC());
    }

    static RowEncoder of(String format, List<String> key, Map<String, String> types, Clock clock) {
        if (key.isEmpty()) {
            return new KeylessRows(keyed(format, key, types, clock));
        }
        return keyed(format, key, types, clock);
    }

    private static RowEncoder keyed(String format, List<String> key, Map<String, String> types, Clock clock) {
        Map<String, ColumnEncoding> encodings = new LinkedHashMap<>();
        types.forEach((column, type) -> encodings.put(column, ColumnEncoding.parse(column, type)));
        return switch (format) {
            case "json" -> new JsonRows(key, encodings);
            case "debezium" -> new DebeziumRows(key, encodings, clock);
            case "debezium-flattened" -> new FlattenedRows(key, encodings, new DebeziumRows(key, encodings, clock));
            case "connect" -> new ConnectRows(key, encodings);
            case "maxwell" -> new MaxwellRows(key, encodings, clock);
            case "canal" -> new CanalRows(key, encodings, clock);
            default ->
                throw new SandboxException("cannot write change format `" + format + "`; there are json, debezium,"
                        + " debezium-flattened, connect, maxwell, canal");
        };
    }

    /** A row from JSON text; its numbers stay exact. */
    public static Map<String, @Nullable Object> row(String json) {
        return ExactJson.row(json);
    }

    /**
     * The key columns alone, for a deletion.
     *
     * @param value the key; a list of its parts, in order, when there are several columns
     */
    public static Map<String, @Nullable Object> keyRow(List<String> key, Object value) {
        List<?> parts = value instanceof List<?> list ? list : List.of(value);
        if (parts.size() != key.size()) {
            throw new SandboxException("the key has the columns " + key + ", but the value given is " + value);
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < key.size(); i++) {
            row.put(key.get(i), parts.get(i));
        }
        return row;
    }
}
