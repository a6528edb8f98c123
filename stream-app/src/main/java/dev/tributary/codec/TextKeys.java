package dev.tributary.codec;

import dev.tributary.codec.Change.Invalid.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys that are JSON or text. */
final class TextKeys {
    private final List<String> keyColumns;
    private final Map<String, Conversion> declared;
    private final Payloads payloads;

    TextKeys(List<String> keyColumns, Map<String, Conversion> declared, Payloads payloads) {
        this.keyColumns = keyColumns;
        this.declared = declared;
        this.payloads = payloads;
    }

    /** JSON, or, where it is none, the text itself. */
    @Nullable
    Payload jsonOrText(byte[] bytes) throws IOException {
        Slice key = Slice.of(bytes);
        if (key.isObject() && isJson(key)) {
            return payloads.unwrap(key);
        }
        String text = text(bytes, "JSON or text");
        if (text.equals("null") || (key.isArray() && isJson(key))) {
            return null;
        }
        boolean json = text.equals("true") || text.equals("false") || KeyText.isNumber(text);
        return json || (key.isString() && isJson(key)) ? scalar(key) : quoted(text);
    }

    @Nullable
    Payload json(byte[] bytes) throws IOException {
        Slice key = Slice.of(bytes);
        if (!isJson(key)) {
            throw new BadRecord(Kind.BAD_KEY, "Expected the record's key to be JSON, but came " + Excerpt.of(bytes));
        }
        if (key.isObject()) {
            return payloads.unwrap(key);
        }
        return key.isNull() || key.isArray() ? null : scalar(key);
    }

    /** The text itself, whatever it looks like. */
    @Nullable
    Payload string(byte[] bytes) throws IOException {
        return quoted(text(bytes, "text"));
    }

    private @Nullable Payload quoted(String text) {
        return keyColumns.size() == 1
                ? scalar(Slice.of(JsonStrings.quote(text).getBytes(StandardCharsets.UTF_8)))
                : null;
    }

    private Payload scalar(Slice value) {
        Conversion conversion = declared.getOrDefault(keyColumns.get(0), Conversion.COPY);
        return new Payload(value, declared, conversion, Map.of());
    }

    private static boolean isJson(Slice key) {
        try {
            Json.canonical(key);
            return true;
        } catch (IOException notJson) {
            return false;
        }
    }

    private static String text(byte[] key, String expected) throws IOException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
        } catch (CharacterCodingException notText) {
            text = "\0";
        }
        if (text.chars().anyMatch(c -> c < ' ')) {
            throw new BadRecord(
                    Kind.BAD_KEY, "Expected the record's key to be " + expected + ", but came " + Excerpt.ofBytes(key));
        }
        return text;
    }
}
