package dev.tributary.codec;

import dev.tributary.view.ColumnType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys and values in Confluent's wire format: a zero, the schema's number in four bytes, then the data. Each is read by the
 * schema that it was written by.
 */
final class RegistryDecoder {
    private static final int HEADER = 5;

    private final RegisteredSchemas schemas;
    private final Map<String, ColumnType> types;
    private final Map<WireSchema, Map<String, Conversion>> conversions = new HashMap<>();

    RegistryDecoder(RegisteredSchemas schemas, Map<String, ColumnType> types) {
        this.schemas = schemas;
        this.types = types;
    }

    /** Rows, and change envelopes: their shape tells. */
    ValueDecoder values(DebeziumDecoder changes) {
        return (value, headers) -> List.of(changes.decode(decode(value, "value"), headers));
    }

    KeyDecoder keys(String keyColumn) {
        return key -> {
            Payload payload = decode(key, "key");
            Conversion scalar = payload.conversions().getOrDefault(keyColumn, Conversion.COPY);
            return payload.value().isNull()
                    ? null
                    : new Payload(payload.value(), payload.conversions(), scalar, Map.of());
        };
    }

    private Payload decode(byte[] bytes, String what) throws IOException {
        if (bytes.length < HEADER || bytes[0] != 0) {
            throw new BadRecord("Expected the record's " + what
                    + " to begin with 00 and the number of its schema, but came " + Excerpt.ofBytes(bytes));
        }
        WireSchema schema = schemas.get(id(bytes));
        if (conversions.size() > RegisteredSchemas.MAX_SCHEMAS) {
            conversions.clear();
        }
        Map<String, Conversion> declared = conversions.computeIfAbsent(schema, each -> each.conversions(types));
        return new Payload(Slice.of(schema.json(bytes, HEADER)), declared, Conversion.COPY, Map.of());
    }

    private static int id(byte[] bytes) {
        return (bytes[1] & 0xFF) << 24 | (bytes[2] & 0xFF) << 16 | (bytes[3] & 0xFF) << 8 | (bytes[4] & 0xFF);
    }
}
