package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.view.ColumnType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The conversions of the column types that a view file declares, and that a record's schema names. */
final class Conversions {
    static final Conversion DATE = Conversion.scalar(
            "a date (days since 1970, or text like 2024-01-01)",
            (token, text) -> quoted(isInteger(text) ? Times.date(Long.parseLong(text)) : Times.date(text)));
    static final Conversion TIME = Conversion.scalar(
            "a time of day (text like 03:04:05)", (token, text) -> quoted(Times.time(requireText(token, text))));
    static final Conversion TIMESTAMP = Conversion.scalar(
            "a timestamp (text like 2024-01-01T00:00:00Z; for numbers, declare timestamp_millis or another unit)",
            (token, text) -> quoted(Times.timestamp(requireText(token, text))));
    static final Conversion JSON = Conversions::parseText;

    private static final Conversion BOOLEAN =
            Conversion.scalar("a boolean (true, false, 1 or 0)", (token, text) -> truth(text));
    static final Conversion FLOAT64 = Conversion.scalar(
            "a number",
            (token, text) ->
                    token.isNumeric() ? Json.modest(text) : Json.decimal(text).toString());
    /** Of any size. */
    static final Conversion INTEGER = Conversion.scalar(
            "an integer",
            (token, text) -> Json.decimal(text).toBigIntegerExact().toString());

    private static final Conversion UUID = textOnly("a UUID as text");
    private static final Conversion BYTES = textOnly("bytes in base64");
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,19}");

    private Conversions() {}

    /** The conversion of values of this type; what of decimals' text may be base64 or a number. */
    static Conversion of(ColumnType type, DecimalConversion.Text decimals) {
        return switch (type.kind()) {
            case BOOLEAN -> BOOLEAN;
            case INT32 -> integer(Integer.SIZE);
            case INT64 -> integer(Long.SIZE);
            case FLOAT64 -> FLOAT64;
            case DECIMAL ->
                new DecimalConversion("decimal(" + type.precision() + "," + type.scale() + ")", type.scale(), decimals);
            case STRING -> Conversions::writeText;
            case BYTES -> BYTES;
            case JSON -> JSON;
            case UUID -> UUID;
            case DATE -> DATE;
            case TIME_MILLIS -> time("milliseconds", 3);
            case TIME_MICROS -> time("microseconds", 6);
            case TIMESTAMP -> TIMESTAMP;
            case TIMESTAMP_SECONDS -> timestamp("seconds", 0);
            case TIMESTAMP_MILLIS -> timestamp("milliseconds", 3);
            case TIMESTAMP_MICROS -> timestamp("microseconds", 6);
            case TIMESTAMP_NANOS -> timestamp("nanoseconds", 9);
        };
    }

    static Conversion timestamp(String unit, int digits) {
        return Conversion.scalar(
                "a timestamp (" + unit + " since 1970, or text like 2024-01-01T00:00:00Z)",
                (token, text) -> quoted(
                        token.isNumeric() || isInteger(text)
                                ? Times.timestamp(Json.decimal(text), digits)
                                : Times.timestamp(requireText(token, text))));
    }

    static Conversion time(String unit, int digits) {
        return Conversion.scalar(
                "a time of day (" + unit + " since midnight, or text like 03:04:05)",
                (token, text) -> quoted(
                        token.isNumeric() || isInteger(text)
                                ? Times.time(Json.decimal(text), digits)
                                : Times.time(requireText(token, text))));
    }

    private static Conversion integer(int bits) {
        return Conversion.scalar("int" + bits, (token, text) -> {
            BigInteger value = Json.decimal(text).toBigIntegerExact();
            if (value.bitLength() >= bits) {
                throw new NumberFormatException(text);
            }
            return value.toString();
        });
    }

    private static String truth(String text) {
        return switch (text) {
            case "true", "1", "TRUE", "True" -> "true";
            case "false", "0", "FALSE", "False" -> "false";
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Conversion textOnly(String expected) {
        return (from, to) -> {
            if (!from.hasToken(JsonToken.VALUE_STRING)) {
                throw new BadRecord.Mismatch(expected, Conversion.came(from));
            }
            Json.copy(from, to);
        };
    }

    private static void writeText(JsonParser from, JsonGenerator to) throws IOException {
        if (from.currentToken().isStructStart()) {
            throw new BadRecord.Mismatch("a string", Conversion.came(from));
        }
        to.writeString(from.getText());
    }

    private static void parseText(JsonParser from, JsonGenerator to) throws IOException {
        if (!from.hasToken(JsonToken.VALUE_STRING)) {
            Json.copy(from, to);
            return;
        }
        byte[] json;
        try {
            json = Json.canonical(from.getText().getBytes(StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            throw new BadRecord.Mismatch("JSON text", Conversion.came(from));
        }
        to.writeRawValue(new String(json, StandardCharsets.UTF_8));
    }

    private static boolean isInteger(String text) {
        return DIGITS.matcher(text).matches();
    }

    private static String requireText(JsonToken token, String text) {
        if (token != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
