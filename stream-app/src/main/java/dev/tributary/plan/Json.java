package dev.tributary.plan;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.codec.JsonText;
import dev.tributary.codec.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names and values as JSON text. */
final class Json {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    /** Leaves numbers as they are. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private Json() {}

    static String quote(String name) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
    }

    /** A value of a tuple. */
    static byte @Nullable [] of(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String json = value instanceof String text
                ? quote(text)
                : value instanceof BigDecimal number
                        ? number.toPlainString()
                        : value instanceof JsonText text ? text.text() : value.toString();
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** A JSON text without what it need not have; numbers stay as they are written. */
    static byte[] compact(byte[] json) throws IOException {
        JsonNode node = MAPPER.readTree(json);
        if (node == null || node.isMissingNode()) {
            throw new IOException("no JSON");
        }
        return MAPPER.writeValueAsBytes(node);
    }

    /** An object with those of the columns that the row has. */
    static byte[] object(List<String> columns, Row row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('{');
        for (int i = 0; i < columns.size(); i++) {
            byte[] value = row.column(i);
            if (value != null) {
                String comma = out.size() > 1 ? "," : "";
                out.writeBytes((comma + quote(columns.get(i)) + ":").getBytes(StandardCharsets.UTF_8));
                out.writeBytes(value);
            }
        }
        out.write('}');
        return out.toByteArray();
    }

    /** The values of an array, else the value itself; a null among them, or instead of one, is JSON's. */
    static List<byte[]> elements(byte @Nullable [] json) {
        if (json == null) {
            return List.of(NULL);
        }
        if (json[0] != '[') {
            return List.of(json);
        }
        List<byte[]> elements = new ArrayList<>();
        try {
            for (JsonNode element : MAPPER.readTree(json)) {
                elements.add(MAPPER.writeValueAsBytes(element));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("a field of a document is no JSON", broken);
        }
        return elements;
    }
}
