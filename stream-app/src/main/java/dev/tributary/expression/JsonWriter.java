package dev.tributary.expression;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of expressions as compact JSON. */
final class JsonWriter {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private JsonWriter() {}

    /** The JSON; null for null. */
    static byte @Nullable [] write(Object value) {
        if (value instanceof NullValue) {
            return null;
        }
        if (value instanceof Boolean || value instanceof Long) {
            return value.toString().getBytes(StandardCharsets.ISO_8859_1);
        }
        if (value instanceof BigDecimal decimal) {
            return Numbers.plain(decimal).getBytes(StandardCharsets.ISO_8859_1);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Long integer) {
            json.writeNumber(integer);
        } else if (value instanceof BigDecimal decimal) {
            json.writeNumber(Numbers.plain(decimal));
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof NullValue) {
            json.writeNull();
        } else if (value instanceof List<?> list) {
            writeList(list, json);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, json);
        } else {
            writeAsText(value, json);
        }
    }

    private static void writeAsText(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Instant instant) {
            json.writeString(instant.toString());
        } else if (value instanceof Duration duration) {
            json.writeString(Texts.duration(duration));
        } else if (value instanceof CelByteString bytes) {
            json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes.toByteArray(), 0, bytes.size());
        } else {
            throw new Failure(Shown.of(value) + " has no form in JSON");
        }
    }

    private static void writeList(List<?> list, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Object item : list) {
            write(item, json);
        }
        json.writeEndArray();
    }

    private static void writeMap(Map<?, ?> map, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new Failure("an object's names are text, not " + Shown.of(entry.getKey()));
            }
            json.writeFieldName(name);
            write(entry.getValue(), json);
        }
        json.writeEndObject();
    }
}
