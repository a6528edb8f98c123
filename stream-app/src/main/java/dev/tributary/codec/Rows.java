package dev.tributary.codec;

import dev.tributary.view.ColumnType;
import dev.tributary.view.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the formats share: rows, and their keys. Key columns are taken from the row; those it lacks come from the record's
 * key, and become columns of the row.
 */
final class Rows {
    private final List<String> keyColumns;
    private final Map<String, Conversion> declared = new HashMap<>();
    private final ConnectSchemas schemas;
    private final RowBuilder builder;
    private byte @Nullable [] recordKey;

    Rows(Source source) {
        keyColumns = source.key();
        schemas = new ConnectSchemas(source.types());
        builder = new RowBuilder(keyColumns);
        boolean written = source.format() == Source.Format.JSON;
        for (Map.Entry<String, ColumnType> type : source.types().entrySet()) {
            DecimalConversion.Text decimals =
                    written ? DecimalConversion.Text.NUMBER : DecimalConversion.Text.NUMBER_WITH_SCALE;
            declared.put(type.getKey(), Conversions.of(type.getValue(), decimals));
        }
    }

    /**
     * A value without the {@code {"schema":…,"payload":…}} around it, if there was one.
     *
     * @param fields of the value that came, if it was not wrapped
     */
    record Payload(Slice value, Map<String, Conversion> conversions, Conversion scalar, Map<String, Slice> fields) {}

    void start(byte @Nullable [] recordKey) {
        this.recordKey = recordKey;
        builder.start();
    }

    /** The conversions that the view file declares. */
    Map<String, Conversion> declared() {
        return declared;
    }

    Payload unwrap(Slice value) throws IOException {
        Slice again = schemas.payloadAfterLatest(value);
        if (again != null) {
            ConnectSchemas.Parsed latest = schemas.latest();
            return new Payload(again, latest.columns(), latest.scalar(), Map.of());
        }
        return scan(value);
    }

    private Payload scan(Slice value) throws IOException {
        Map<String, Slice> fields = value.fields();
        Slice schema = fields.get("schema");
        Slice payload = fields.get("payload");
        boolean wrapped = schema == null
                ? fields.size() == 1 && payload != null && (payload.isObject() || payload.isNull())
                : fields.size() == 2 && (schema.isObject() || schema.isNull());
        if (payload == null || !wrapped) {
            return new Payload(value, declared, Conversion.COPY, fields);
        }
        if (schema == null || schema.isNull()) {
            return new Payload(payload, declared, Conversion.COPY, fields);
        }
        ConnectSchemas.Parsed parsed = schemas.of(schema);
        return new Payload(payload, parsed.columns(), parsed.scalar(), fields);
    }

    Change upsert(Slice row, Map<String, Conversion> conversions, List<String> without) throws IOException {
        builder.row(row, conversions, without);
        String missing = completeKey();
        if (missing != null) {
            throw new BadRecord("Expected key column `" + missing + "` in the row or the record's key, but the row is "
                    + row.excerpt() + " and the key " + keyExcerpt());
        }
        return new Change.Upsert(builder.keyBytes(), builder.rowBytes());
    }

    /** The deletion of the row that the record's key names. */
    Change delete() throws IOException {
        String missing = completeKey();
        if (missing != null) {
            throw new BadRecord("Expected the record's key to give key column `" + missing
                    + "` of the row to delete, but came " + keyExcerpt());
        }
        return new Change.Delete(builder.keyBytes());
    }

    /** The deletion of a row that is known, at least in part. */
    Change delete(Slice before, Map<String, Conversion> conversions) throws IOException {
        builder.key(before, conversions);
        return delete();
    }

    /** Takes what the key lacks from the record's key; the first column that is still missing. */
    private @Nullable String completeKey() throws IOException {
        byte[] bytes = recordKey;
        if (builder.missing() == null || bytes == null) {
            return builder.missing();
        }
        Slice key = Slice.of(bytes);
        if (key.isObject() && isJson(key)) {
            Payload payload = unwrap(key);
            if (payload.value().isObject()) {
                builder.key(payload.value(), payload.conversions());
            } else {
                scalar(payload.value(), Map.of(keyColumns.get(0), payload.scalar()));
            }
        } else {
            bare(key);
        }
        return builder.missing();
    }

    private void bare(Slice key) throws IOException {
        String text = text(key);
        boolean json = text.equals("true") || text.equals("false") || KeyText.isNumber(text);
        if (text.equals("null") || (text.startsWith("[") && isJson(key))) {
            return;
        }
        if (json || (key.isString() && isJson(key))) {
            scalar(key, declared);
        } else if (keyColumns.size() == 1) {
            byte[] quoted = JsonStrings.quote(text).getBytes(StandardCharsets.UTF_8);
            scalar(Slice.of(quoted), declared);
        }
    }

    private void scalar(Slice value, Map<String, Conversion> conversions) throws IOException {
        if (keyColumns.size() == 1 && !value.isNull()) {
            builder.keyColumn(keyColumns.get(0), value, conversions);
        }
    }

    private static boolean isJson(Slice key) {
        try {
            Json.canonical(key);
            return true;
        } catch (IOException notJson) {
            return false;
        }
    }

    private static String text(Slice key) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(key.bytes());
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException notText) {
            text = "\0";
        }
        if (text.chars().anyMatch(c -> c < ' ')) {
            throw new BadRecord("Expected the record's key to be JSON or text, but came " + key.bytes().length
                    + " bytes that are neither");
        }
        return text;
    }

    private String keyExcerpt() {
        byte[] key = recordKey;
        return key == null ? "null" : Slice.of(key).excerpt();
    }
}
