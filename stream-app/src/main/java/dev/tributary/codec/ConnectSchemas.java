package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.view.ColumnType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that records carry, as conversions of their columns. The same schema comes with each record, so a schema is
 * parsed once, and known by its bytes.
 */
final class ConnectSchemas {
    private static final int MAX_SCHEMAS = 64;
    private static final byte[] BEFORE_SCHEMA = "{\"schema\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AFTER_SCHEMA = ",\"payload\":".getBytes(StandardCharsets.UTF_8);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, Conversion> NAMED = Map.ofEntries(
            Map.entry("org.apache.kafka.connect.data.Date", Conversions.DATE),
            Map.entry("org.apache.kafka.connect.data.Time", Conversions.time("milliseconds", 3)),
            Map.entry("org.apache.kafka.connect.data.Timestamp", Conversions.timestamp("milliseconds", 3)),
            Map.entry("io.debezium.time.Date", Conversions.DATE),
            Map.entry("io.debezium.time.IsoDate", Conversions.DATE),
            Map.entry("io.debezium.time.Time", Conversions.time("milliseconds", 3)),
            Map.entry("io.debezium.time.MicroTime", Conversions.time("microseconds", 6)),
            Map.entry("io.debezium.time.NanoTime", Conversions.time("nanoseconds", 9)),
            Map.entry("io.debezium.time.IsoTime", Conversions.TIME),
            Map.entry("io.debezium.time.Timestamp", Conversions.timestamp("milliseconds", 3)),
            Map.entry("io.debezium.time.MicroTimestamp", Conversions.timestamp("microseconds", 6)),
            Map.entry("io.debezium.time.NanoTimestamp", Conversions.timestamp("nanoseconds", 9)),
            Map.entry("io.debezium.time.ZonedTimestamp", Conversions.TIMESTAMP),
            Map.entry("io.debezium.time.IsoTimestamp", Conversions.TIMESTAMP),
            Map.entry("io.debezium.data.VariableScaleDecimal", DecimalConversion.variableScale()),
            Map.entry("io.debezium.data.Json", Conversions.JSON));

    private final Map<String, ColumnType> declared;
    private final Map<Integer, Parsed> parsed = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Parsed> eldest) {
            return size() > MAX_SCHEMAS;
        }
    };

    private Parsed latest;

    ConnectSchemas(Map<String, ColumnType> declared) {
        this.declared = declared;
        this.latest = new Parsed(new byte[0], Map.of(), Conversion.COPY);
    }

    /**
     * What a schema says of a row.
     *
     * @param columns the conversions of its columns; none for a scalar
     * @param scalar the conversion of the whole, if it is a scalar
     */
    record Parsed(byte[] schema, Map<String, Conversion> columns, Conversion scalar) {}

    /** How values of this logical type's name are encoded in JSON; null if the name says nothing. */
    static @Nullable Conversion named(String name) {
        return NAMED.get(name);
    }

    /** The schema that the last record had. */
    Parsed latest() {
        return latest;
    }

    /** The payload of a record with the same schema as the last, without reading the schema; null if it has another. */
    @Nullable
    Slice payloadAfterLatest(Slice value) {
        int schema = value.from() + BEFORE_SCHEMA.length;
        int comma = schema + latest.schema().length;
        int payload = comma + AFTER_SCHEMA.length;
        boolean same = payload < value.to()
                && value.bytes()[value.to() - 1] == '}'
                && matches(value.bytes(), value.from(), BEFORE_SCHEMA)
                && matches(value.bytes(), comma, AFTER_SCHEMA)
                && matches(value.bytes(), schema, latest.schema());
        return same ? new Slice(value.bytes(), payload, value.to() - 1) : null;
    }

    private static boolean matches(byte[] bytes, int from, byte[] expected) {
        return Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
    }

    Parsed of(Slice schema) throws IOException {
        byte[] bytes = Arrays.copyOfRange(schema.bytes(), schema.from(), schema.to());
        int hash = Arrays.hashCode(bytes);
        Parsed known = parsed.get(hash);
        if (known == null || !Arrays.equals(known.schema(), bytes)) {
            known = parse(bytes);
            parsed.put(hash, known);
        }
        latest = known;
        return known;
    }

    private Parsed parse(byte[] bytes) throws IOException {
        JsonNode row = row(MAPPER.readTree(bytes));
        Map<String, Conversion> columns = new HashMap<>();
        for (JsonNode field : row.path("fields")) {
            String name = field.path("field").asText();
            columns.put(name, conversion(field, declared.get(name)));
        }
        return new Parsed(bytes, columns, columns.isEmpty() ? conversion(row, null) : Conversion.COPY);
    }

    /** The schema of the row: for a change envelope (in a CloudEvent it has no op), that of the row in it. */
    private static JsonNode row(JsonNode schema) {
        JsonNode row = schema;
        boolean envelope = false;
        boolean onlyRows = true;
        for (JsonNode field : schema.path("fields")) {
            String name = field.path("field").asText();
            envelope |= name.equals("op");
            onlyRows &= name.equals("before") || name.equals("after");
            if ((name.equals("before") || name.equals("after")) && isStruct(field)) {
                row = field;
            }
        }
        return envelope || onlyRows ? row : schema;
    }

    private static boolean isStruct(JsonNode schema) {
        return schema.path("type").asText().equals("struct");
    }

    private static Conversion conversion(JsonNode schema, @Nullable ColumnType declared) {
        String name = schema.path("name").asText();
        if (name.equals("org.apache.kafka.connect.data.Decimal")) {
            int scale = schema.path("parameters").path("scale").asInt();
            return new DecimalConversion("a decimal of scale " + scale, scale, DecimalConversion.Text.BASE64);
        }
        Conversion named = NAMED.get(name);
        if (named != null) {
            return named;
        }
        String type = schema.path("type").asText();
        if (declared != null) {
            boolean text = type.equals("string");
            return Conversions.of(
                    declared, text ? DecimalConversion.Text.NUMBER : DecimalConversion.Text.NUMBER_WITH_SCALE);
        }
        return switch (type) {
            case "struct" -> struct(schema);
            case "array" -> array(conversion(schema.path("items"), null));
            case "map" -> map(conversion(schema.path("keys"), null), conversion(schema.path("values"), null));
            default -> Conversion.COPY;
        };
    }

    private static Conversion struct(JsonNode schema) {
        Map<String, Conversion> fields = new HashMap<>();
        for (JsonNode field : schema.path("fields")) {
            fields.put(field.path("field").asText(), conversion(field, null));
        }
        return (from, to) -> {
            if (!from.hasToken(JsonToken.START_OBJECT)) {
                throw new BadRecord.Mismatch("an object", Conversion.came(from));
            }
            object(from, to, name -> fields.getOrDefault(name, Conversion.COPY));
        };
    }

    private static Conversion array(Conversion items) {
        return (from, to) -> {
            if (!from.hasToken(JsonToken.START_ARRAY)) {
                throw new BadRecord.Mismatch("an array", Conversion.came(from));
            }
            to.writeStartArray();
            while (from.nextToken() != JsonToken.END_ARRAY) {
                items.writeNullable(from, to);
            }
            to.writeEndArray();
        };
    }

    /** An object where the keys are texts, else an array of pairs; it stays what it is. */
    private static Conversion map(Conversion keys, Conversion values) {
        return (from, to) -> {
            if (from.hasToken(JsonToken.START_OBJECT)) {
                object(from, to, name -> values);
            } else {
                array(pair(keys, values)).write(from, to);
            }
        };
    }

    private static Conversion pair(Conversion key, Conversion value) {
        return (from, to) -> {
            boolean pair = from.hasToken(JsonToken.START_ARRAY);
            if (pair) {
                to.writeStartArray();
                from.nextToken();
                key.writeNullable(from, to);
                from.nextToken();
                value.writeNullable(from, to);
                to.writeEndArray();
                pair = from.nextToken() == JsonToken.END_ARRAY;
            }
            if (!pair) {
                throw new BadRecord.Mismatch("a map's key and value", Conversion.came(from));
            }
        };
    }

    private static void object(JsonParser from, JsonGenerator to, Function<String, Conversion> fields)
            throws IOException {
        to.writeStartObject();
        for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
            to.writeFieldName(name);
            from.nextToken();
            fields.apply(name).writeNullable(from, to);
        }
        to.writeEndObject();
    }
}
