package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What Debezium sends for a large column that did not change: a text, in the guise of the column's type. Of bytes it is the
 * base64 or the hexadecimal digits, of an array of texts it is one element, of an array of integers its bytes.
 */
final class Unavailable {
    static final String TEXT = "__debezium_unavailable_value";

    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.US_ASCII);
    private static final String BASE64 = Base64.getEncoder().encodeToString(BYTES);
    private static final String HEX = HexFormat.of().formatHex(BYTES);
    private static final Set<String> TEXTS = Set.of(TEXT, BASE64, HEX, HEX.toUpperCase(Locale.ROOT));
    private static final Set<Integer> LENGTHS =
            TEXTS.stream().map(String::length).collect(Collectors.toSet());
    private static final List<byte[]> CONTAINERS = List.of(
            json("[\"" + TEXT + "\"]"),
            json("[\"" + BASE64 + "\"]"),
            json("[\"" + HEX + "\"]"),
            json("[\"" + UUID.nameUUIDFromBytes(BYTES) + "\"]"),
            json(Arrays.toString(BYTES).replace(" ", "")),
            json("{\"" + TEXT + "\":\"" + TEXT + "\"}"));

    private Unavailable() {}

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether it is what stands for bytes. */
    static boolean is(byte[] bytes) {
        return Arrays.equals(bytes, BYTES);
    }

    /**
     * Whether it is where the parser stands.
     *
     * @param object what is parsed
     */
    static boolean is(JsonParser parser, Slice object) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return LENGTHS.contains(parser.getTextLength()) && TEXTS.contains(parser.getText());
        }
        if (!token.isStructStart()) {
            return false;
        }
        int from = object.from() + (int) parser.currentTokenLocation().getByteOffset();
        return CONTAINERS.stream().anyMatch(each -> startsWith(object.bytes(), from, each));
    }

    private static boolean startsWith(byte[] bytes, int from, byte[] start) {
        int to = from + start.length;
        return to <= bytes.length && Arrays.equals(bytes, from, to, start, 0, start.length);
    }
}
