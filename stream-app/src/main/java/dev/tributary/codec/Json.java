package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Canonical JSON: compact UTF-8, the fields in their order, each number in the digits in which it came. */
final class Json {
    /** As IEEE 754's decimal128: beyond it, one addition could fill the memory. */
    private static final int MAX_EXPONENT = 6144;
    /** The parser's own limit on numbers, for numbers in strings. */
    private static final int MAX_NUMBER_CHARS = 1000;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private Json() {}

    /** The canonical form of one JSON value; an exception if the text is not one. */
    static byte[] canonical(byte[] json) throws IOException {
        return canonical(new Slice(json, 0, json.length));
    }

    static byte[] canonical(Slice json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.to() - json.from());
        try (JsonParser from = json.parser();
                JsonGenerator to = FACTORY.createGenerator(out)) {
            from.nextToken();
            copy(from, to);
            expectEnd(from);
        }
        return out.toByteArray();
    }

    /** A float or double: its shortest digits; what is no number is text. */
    static void write(Number value, JsonGenerator to) throws IOException {
        if (Double.isFinite(value.doubleValue())) {
            to.writeNumber(value.toString());
        } else {
            to.writeString(value.toString());
        }
    }

    /** JSON as it is, for a generator. */
    static String raw(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    /** Writes the value at which the parser stands, and leaves the parser at its last token. */
    static void copy(JsonParser from, JsonGenerator to) throws IOException {
        int depth = 0;
        for (JsonToken token = from.currentToken(); token != null; token = from.nextToken()) {
            copyToken(token, from, to);
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return;
            }
        }
        throw new IOException("no value");
    }

    private static void copyToken(JsonToken token, JsonParser from, JsonGenerator to) throws IOException {
        switch (token) {
            case FIELD_NAME -> to.writeFieldName(from.currentName());
            case VALUE_STRING -> to.writeString(from.getTextCharacters(), from.getTextOffset(), from.getTextLength());
            case VALUE_NUMBER_INT -> to.writeNumber(from.getText());
            case VALUE_NUMBER_FLOAT -> to.writeNumber(number(from));
            default -> to.copyCurrentEvent(from);
        }
    }

    private static String number(JsonParser from) throws IOException {
        try {
            return modest(from.getText());
        } catch (NumberFormatException immodest) {
            throw new BadRecord.Mismatch("a number with an exponent within ±" + MAX_EXPONENT, Conversion.came(from));
        }
    }

    /** The number's text, if its exponent is one with which adding and printing stay affordable. */
    static String modest(String number) {
        if (number.indexOf('e') >= 0 || number.indexOf('E') >= 0) {
            decimal(number);
        }
        return number;
    }

    /** The number that this text is; an exception if its exponent is too large. */
    static BigDecimal decimal(String text) {
        if (text.length() > MAX_NUMBER_CHARS) {
            throw new NumberFormatException("too long");
        }
        BigDecimal value = new BigDecimal(text);
        if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT) {
            throw new NumberFormatException("too large an exponent");
        }
        return value;
    }

    static void expectEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new BadRecord("Expected one JSON value, but another follows it");
        }
    }
}
