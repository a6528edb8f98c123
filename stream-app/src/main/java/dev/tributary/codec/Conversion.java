package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;

/** From a column's value as producers encode it to its canonical JSON. */
@FunctionalInterface
interface Conversion {
    Conversion COPY = Json::copy;

    /** Writes the value at which the parser stands, which is not null, and leaves the parser at its last token. */
    void write(JsonParser from, JsonGenerator to) throws IOException;

    /** Writes null as null, all else as this conversion says. */
    default void writeNullable(JsonParser from, JsonGenerator to) throws IOException {
        if (from.currentToken() == JsonToken.VALUE_NULL) {
            to.writeNull();
        } else {
            write(from, to);
        }
    }

    /** How one scalar is written. */
    @FunctionalInterface
    interface Scalar {
        /** JSON text, in ASCII; an exception if the scalar is none of these. */
        String json(JsonToken token, String text);
    }

    /** A conversion of scalars; what the message says was expected. */
    static Conversion scalar(String expected, Scalar scalar) {
        return (from, to) -> {
            if (from.currentToken().isStructStart()) {
                throw new BadRecord.Mismatch(expected, came(from));
            }
            String json;
            try {
                json = scalar.json(from.currentToken(), from.getText());
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException mismatch) {
                throw new BadRecord.Mismatch(expected, came(from));
            }
            to.writeRawValue(json);
        };
    }

    /** The value at which the parser stands, for messages. */
    static String came(JsonParser from) throws IOException {
        return switch (from.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> Slice.excerpt(JsonStrings.quote(from.getText()));
            default -> Slice.excerpt(from.getText());
        };
    }
}
