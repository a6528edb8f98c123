package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Canonical JSON: compact UTF-8, the fields in their order, each number in the digits in which it came. */
final class Json {
    static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private Json() {}

    /** The canonical form of one JSON value; an exception if the text is not one. */
    static byte[] canonical(byte[] json) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length);
        try (JsonParser from = FACTORY.createParser(json);
                JsonGenerator to = FACTORY.createGenerator(out)) {
            from.nextToken();
            copy(from, to);
            if (from.nextToken() != null) {
                throw new IOException("more than one value");
            }
        }
        return out.toByteArray();
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
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> to.writeNumber(from.getText());
            default -> to.copyCurrentEvent(from);
        }
    }
}
