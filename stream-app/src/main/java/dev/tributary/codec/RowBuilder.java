package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the canonical row and key of one record; reused for the next. */
final class RowBuilder {
    /** What Debezium sends for a large column that did not change: no value of any type, so it is kept as it is. */
    private static final String UNAVAILABLE = "__debezium_unavailable_value";

    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final List<String> keyColumns;
    /** The key columns' canonical JSON, as far as it is known. */
    private final Map<String, byte[]> key = new HashMap<>();

    private final Buffer row = new Buffer();
    private final TupleWriter tuple = new TupleWriter();

    RowBuilder(List<String> keyColumns) {
        this.keyColumns = keyColumns;
    }

    void start() {
        key.clear();
        row.reset();
    }

    /** Takes all columns of this object but those left out. */
    void row(Slice object, Map<String, Conversion> conversions, List<String> without) throws IOException {
        try (JsonParser from = object.parser();
                JsonGenerator to = Json.FACTORY.createGenerator(row)) {
            expectObject(from, object);
            to.writeStartObject();
            for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
                from.nextToken();
                if (without.contains(name)) {
                    from.skipChildren();
                } else {
                    column(name, from, to, conversions);
                }
            }
            to.writeEndObject();
            Json.expectEnd(from);
        }
    }

    private void column(String name, JsonParser from, JsonGenerator to, Map<String, Conversion> conversions)
            throws IOException {
        to.writeFieldName(name);
        if (!keyColumns.contains(name)) {
            convert(name, from, to, conversions);
            return;
        }
        to.flush();
        int colon = row.size();
        convert(name, from, to, conversions);
        to.flush();
        byte[] value = row.from(colon + 1);
        if (Arrays.equals(value, NULL)) {
            throw new BadRecord("Expected key column `" + name + "` to have a value, but came null");
        }
        key.put(name, value);
    }

    /** Takes the key columns of this object that are not known yet; they become columns of the row, too. */
    void key(Slice object, Map<String, Conversion> conversions) throws IOException {
        try (JsonParser from = object.parser()) {
            expectObject(from, object);
            for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
                from.nextToken();
                if (keyColumns.contains(name) && !key.containsKey(name)) {
                    keyColumn(name, from, conversions);
                } else {
                    from.skipChildren();
                }
            }
            Json.expectEnd(from);
        }
    }

    /** Takes a scalar as the key column's value. */
    void keyColumn(String name, Slice scalar, Map<String, Conversion> conversions) throws IOException {
        try (JsonParser from = scalar.parser()) {
            from.nextToken();
            keyColumn(name, from, conversions);
            Json.expectEnd(from);
        }
    }

    private void keyColumn(String name, JsonParser from, Map<String, Conversion> conversions) throws IOException {
        Buffer value = new Buffer();
        try (JsonGenerator to = Json.FACTORY.createGenerator(value)) {
            convert(name, from, to, conversions);
        }
        byte[] json = value.toByteArray();
        if (!Arrays.equals(json, NULL)) {
            key.put(name, json);
            row.add(name, json);
        }
    }

    private static void convert(String name, JsonParser from, JsonGenerator to, Map<String, Conversion> conversions)
            throws IOException {
        Conversion conversion = conversions.getOrDefault(name, Conversion.COPY);
        boolean unavailable = from.hasToken(JsonToken.VALUE_STRING)
                && from.getTextLength() == UNAVAILABLE.length()
                && from.getText().equals(UNAVAILABLE);
        try {
            (unavailable ? Conversion.COPY : conversion).writeNullable(from, to);
        } catch (BadRecord.Mismatch mismatch) {
            throw new BadRecord("Expected column `" + name + "` to be " + mismatch.getMessage());
        }
    }

    private static void expectObject(JsonParser from, Slice object) throws IOException {
        if (from.nextToken() != JsonToken.START_OBJECT) {
            throw new BadRecord("Expected a JSON object with the row's columns, but came " + object.excerpt());
        }
    }

    /** The first key column that is not known yet, null if there is none. */
    @Nullable
    String missing() {
        for (String column : keyColumns) {
            if (!key.containsKey(column)) {
                return column;
            }
        }
        return null;
    }

    /** The canonical key; all its columns are known. */
    byte[] keyBytes() {
        tuple.reset(0);
        for (String column : keyColumns) {
            tuple.addKeyJson(key.get(column));
        }
        return tuple.toBytes();
    }

    byte[] rowBytes() {
        return row.toByteArray();
    }

    private static final class Buffer extends ByteArrayOutputStream {
        byte[] from(int start) {
            return Arrays.copyOfRange(buf, start, count);
        }

        /** Adds a column to the object that is written. */
        void add(String name, byte[] json) {
            if (count == 0) {
                return;
            }
            count--;
            String comma = buf[count - 1] == '{' ? "" : ",";
            writeBytes((comma + JsonStrings.quote(name) + ":").getBytes(StandardCharsets.UTF_8));
            writeBytes(json);
            write('}');
        }
    }
}
