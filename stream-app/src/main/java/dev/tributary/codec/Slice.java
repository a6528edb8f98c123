package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON value within a record's bytes, not parsed yet. */
record Slice(byte[] bytes, int from, int to) {
    private static final int EXCERPT_CHARS = 80;

    /** All bytes but the white space around them. */
    static Slice of(byte[] bytes) {
        int from = 0;
        int to = bytes.length;
        while (from < to && isSpace(bytes[from])) {
            from++;
        }
        while (from < to && isSpace(bytes[to - 1])) {
            to--;
        }
        return new Slice(bytes, from, to);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    boolean isNull() {
        return text().equals("null");
    }

    boolean isObject() {
        return from < to && bytes[from] == '{';
    }

    boolean isArray() {
        return from < to && bytes[from] == '[';
    }

    boolean isString() {
        return from < to && bytes[from] == '"';
    }

    JsonParser parser() throws IOException {
        return Json.FACTORY.createParser(bytes, from, to - from);
    }

    /** The fields of this object, each with its value as it stands. */
    Map<String, Slice> fields() throws IOException {
        if (!isObject()) {
            throw new BadRecord("Expected a JSON object, but came " + excerpt());
        }
        Map<String, Slice> fields = new LinkedHashMap<>();
        try (JsonParser parser = parser()) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                fields.put(name, value(parser));
            }
            Json.expectEnd(parser);
        }
        return fields;
    }

    /** The items of this array, each as it stands. */
    List<Slice> items() throws IOException {
        List<Slice> items = new ArrayList<>();
        try (JsonParser parser = parser()) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new BadRecord("Expected a JSON array, but came " + excerpt());
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            Json.expectEnd(parser);
        }
        return items;
    }

    /** A text without escapes, or else the JSON. */
    String shortText() {
        int quote = isString() ? 1 : 0;
        return new String(bytes, from + quote, to - from - 2 * quote, StandardCharsets.UTF_8);
    }

    private Slice value(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        JsonToken token = parser.currentToken();
        if (token != null && token.isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        int end = (int) parser.currentLocation().getByteOffset();
        return new Slice(bytes, from + start, from + end);
    }

    private String text() {
        return to - from == 4 ? new String(bytes, from, 4, StandardCharsets.ISO_8859_1) : "";
    }

    /** The start of it, for messages. */
    String excerpt() {
        if (from == to) {
            return "nothing (0 bytes)";
        }
        int end = Math.min(to, from + 4 * EXCERPT_CHARS);
        return excerpt(new String(bytes, from, end - from, StandardCharsets.UTF_8));
    }

    static String excerpt(String text) {
        return text.length() <= EXCERPT_CHARS ? text : text.substring(0, EXCERPT_CHARS) + "…";
    }
}
