package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.codec.Change.Invalid.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Builds the canonical row and key of one record; reused for the next. */
final class RowBuilder {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final List<String> keyColumns;
    private final boolean isKeyNeeded;
    private final @Nullable String versionColumn;
    /** The key columns' canonical JSON, as far as it is known. */
    private final Map<String, byte[]> key = new HashMap<>();

    private final List<String> unavailable = new ArrayList<>();
    private final Buffer row = new Buffer();
    private final TupleWriter tuple = new TupleWriter();
    private final DeclaredVersion declared = new DeclaredVersion();
    private byte @Nullable [] version;

    /** @param isKeyNeeded whether a row that has null in a key column is none */
    RowBuilder(List<String> keyColumns, boolean isKeyNeeded, @Nullable String versionColumn) {
        this.keyColumns = keyColumns;
        this.isKeyNeeded = isKeyNeeded;
        this.versionColumn = versionColumn;
    }

    void start() {
        key.clear();
        unavailable.clear();
        row.reset();
        version = null;
    }

    /** Takes the columns of this object that are the row's. */
    void row(Slice object, Map<String, Conversion> conversions, Predicate<String> columns) throws IOException {
        try (JsonParser from = object.parser();
                JsonGenerator to = Json.FACTORY.createGenerator(row)) {
            expectObject(from, object);
            to.writeStartObject();
            for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
                from.nextToken();
                if (!columns.test(name)) {
                    from.skipChildren();
                } else if (Unavailable.is(from, object) && !keyColumns.contains(name)) {
                    from.skipChildren();
                    to.writeNullField(name);
                    unavailable.add(name);
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
        Conversion conversion = conversions.getOrDefault(name, Conversion.COPY);
        boolean isKey = keyColumns.contains(name);
        if (!isKey && !name.equals(versionColumn)) {
            convert(name, from, to, conversion);
            return;
        }
        to.flush();
        int colon = row.size();
        convert(name, from, to, conversion);
        to.flush();
        byte[] value = row.from(colon + 1);
        if (isKey && isKeyNeeded && Arrays.equals(value, NULL)) {
            throw new BadRecord(Kind.BAD_KEY, "Expected key column `" + name + "` to have a value, but came null");
        }
        note(name, value);
    }

    private void note(String name, byte[] value) {
        if (keyColumns.contains(name)) {
            key.put(name, value);
        }
        if (name.equals(versionColumn)) {
            version = value;
        }
    }

    /** Whether nothing is known of a column that is looked for in all rows and keys. */
    private boolean isWanted(String name) {
        return (keyColumns.contains(name) && !key.containsKey(name)) || (name.equals(versionColumn) && version == null);
    }

    /** Takes the key columns of this object that are not known yet; they become columns of the row, too. */
    void key(Slice object, Map<String, Conversion> conversions) throws IOException {
        try (JsonParser from = object.parser()) {
            expectObject(from, object);
            for (String name = from.nextFieldName(); name != null; name = from.nextFieldName()) {
                from.nextToken();
                if (isWanted(name)) {
                    wanted(name, from, conversions.getOrDefault(name, Conversion.COPY));
                } else {
                    from.skipChildren();
                }
            }
            Json.expectEnd(from);
        }
    }

    /** Takes a scalar as the key column's value. */
    void keyColumn(String name, Slice scalar, Conversion conversion) throws IOException {
        try (JsonParser from = scalar.parser()) {
            from.nextToken();
            wanted(name, from, conversion);
            Json.expectEnd(from);
        }
    }

    private void wanted(String name, JsonParser from, Conversion conversion) throws IOException {
        Buffer value = new Buffer();
        try (JsonGenerator to = Json.FACTORY.createGenerator(value)) {
            convert(name, from, to, conversion);
        }
        byte[] json = value.toByteArray();
        if (!Arrays.equals(json, NULL)) {
            note(name, json);
            row.add(name, json);
        }
    }

    private static void convert(String name, JsonParser from, JsonGenerator to, Conversion conversion)
            throws IOException {
        try {
            conversion.writeNullable(from, to);
        } catch (BadRecord.Mismatch mismatch) {
            throw new BadRecord(Kind.BAD_COLUMN, "Expected column `" + name + "` to be " + mismatch.getMessage());
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

    /** What the version column says; nothing if there is none. */
    byte[] declared() {
        return declared.of(version);
    }

    /** Columns of which the row says only that they have not changed. */
    List<String> unavailable() {
        return List.copyOf(unavailable);
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
