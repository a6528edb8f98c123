package dev.tributary.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maxwell's keys: {@code {"database":"d","table":"t","pk.id":1}}, or, where it is told so, {@code ["d","t",[{"id":1}]]}.
 */
final class MaxwellKeys {
    private static final String COLUMN = "pk.";
    private static final int COLUMNS = 2;

    private final Map<String, Conversion> declared;
    private final KeyDecoder others;

    /** @param others reads keys that are none of Maxwell's */
    MaxwellKeys(Map<String, Conversion> declared, KeyDecoder others) {
        this.declared = declared;
        this.others = others;
    }

    @Nullable
    Payload decode(byte[] bytes) throws IOException {
        Slice key = Slice.of(bytes);
        Map<String, Slice> columns = new LinkedHashMap<>();
        if (key.isObject()) {
            key.fields().forEach((name, value) -> {
                if (name.startsWith(COLUMN)) {
                    columns.put(name.substring(COLUMN.length()), value);
                }
            });
        } else if (key.isArray()) {
            List<Slice> items = key.items();
            for (Slice column : items.size() > COLUMNS ? items.get(COLUMNS).items() : List.<Slice>of()) {
                columns.putAll(column.fields());
            }
        }
        return columns.isEmpty()
                ? others.decode(bytes)
                : new Payload(object(columns), declared, Conversion.COPY, Map.of());
    }

    private static Slice object(Map<String, Slice> columns) {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        columns.forEach((name, value) -> {
            object.write(object.size() == 0 ? '{' : ',');
            object.writeBytes((JsonStrings.quote(name) + ":").getBytes(StandardCharsets.UTF_8));
            object.write(value.bytes(), value.from(), value.to() - value.from());
        });
        object.write('}');
        return Slice.of(object.toByteArray());
    }
}
