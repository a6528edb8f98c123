package dev.tributary.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cel.common.values.NullValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as the values that expressions work with. */
final class JsonReader {
    private static final JsonFactory FACTORY = new JsonFactory();
    /** Fewer digits than this fit a long, whatever they are. */
    private static final int LONG_DIGITS = 19;
    /** The first byte of a surrogate, which plain UTF-8 has not. */
    private static final byte SURROGATE = (byte) 0xED;

    private static final int LONG_BITS = 63;

    private JsonReader() {}

    static Object read(byte @Nullable [] json) {
        if (json == null || json.length == 0) {
            return NullValue.NULL_VALUE;
        }
        Object simple = simple(json);
        return simple != null ? simple : parse(json);
    }

    /** Most values are short and simple, and need no parser; null for those that do. */
    private static @Nullable Object simple(byte[] json) {
        return switch (json[0]) {
            case '"' -> text(json);
            case '{', '[', 't', 'f', 'n' -> null;
            default -> integer(json);
        };
    }

    private static @Nullable String text(byte[] json) {
        for (byte b : json) {
            if (b == '\\' || b == SURROGATE) {
                return null;
            }
        }
        return new String(json, 1, json.length - 2, StandardCharsets.UTF_8);
    }

    private static @Nullable Long integer(byte[] json) {
        int at = json[0] == '-' ? 1 : 0;
        if (json.length - at >= LONG_DIGITS || json.length == at) {
            return null;
        }
        long value = 0;
        for (int i = at; i < json.length; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return null;
            }
            value = value * 10 + json[i] - '0';
        }
        return at == 0 ? value : -value;
    }

    private static Object parse(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            throw new Failure("expected JSON, but came what is none");
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return NullValue.NULL_VALUE;
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> integer(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> Numbers.modest(parser.getDecimalValue());
            default -> NullValue.NULL_VALUE;
        };
    }

    private static Object integer(BigInteger value) {
        return value.bitLength() <= LONG_BITS ? (Object) value.longValue() : new BigDecimal(value);
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return Collections.unmodifiableList(array);
    }
}
