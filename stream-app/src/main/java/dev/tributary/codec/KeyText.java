package dev.tributary.codec;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text form of keys: their parts joined by commas, each percent-encoded.
 *
 * <p>A part reads as the record's key of a topic does: {@code 10}, {@code -1.5}, {@code true} and {@code null} are the JSON
 * values, and so is what starts with {@code [}, <code>{</code> or a quote and is JSON. All other text is a string: {@code Ada},
 * {@code 007}, {@code -0}, {@code 12e4} (more often an identifier than a number). A string that would be read as something
 * else is written in quotes: the string {@code 1.5} is {@code "1.5"}, encoded {@code %221.5%22}. The string {@code 10} is
 * the number, as in all keys. A number of more than a thousand zeros is written {@code 1E+2000}.
 */
public final class KeyText {
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+|-?[1-9](?:\\.[0-9]++)?+E[+-][1-9][0-9]{0,8}+");

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String HEX = "0123456789ABCDEF";

    private KeyText() {}

    /** The text of the key's first {@code parts} values. */
    public static String format(byte[] key, int parts) {
        StringBuilder text = new StringBuilder();
        List<@Nullable Object> values = TupleReader.read(key, 0, parts);
        for (int i = 0; i < parts; i++) {
            encode(plain(values.get(i)), i == 0 ? text : text.append(','));
        }
        return text.toString();
    }

    /** The key that this text is. */
    public static byte[] parse(String text, int parts) {
        String[] encoded = text.split(",", -1);
        if (encoded.length != parts) {
            String expected =
                    parts == 1 ? "1 part (a comma in it is written %2C)" : parts + " parts, separated by commas";
            throw new IllegalArgumentException(
                    "Expected a key of " + expected + ", but got " + encoded.length + ": " + text);
        }
        TupleWriter key = new TupleWriter();
        for (String part : encoded) {
            add(decode(part), key);
        }
        return key.toBytes();
    }

    /** The tuple of one value, of the text of a part that is not encoded. */
    public static byte[] value(String part) {
        TupleWriter value = new TupleWriter();
        add(part, value);
        return value.toBytes();
    }

    /** Adds the value that this part is, as the bare text of a record's key as well. */
    static void add(String part, TupleWriter key) {
        boolean structured = !part.isEmpty() && "[{\"".indexOf(part.charAt(0)) >= 0;
        if (structured) {
            addStructured(part, key);
        } else if (part.equals("null") || part.equals("true") || part.equals("false") || isNumber(part)) {
            key.addKeyJson(part.getBytes(StandardCharsets.UTF_8));
        } else {
            key.add(part);
        }
    }

    private static void addStructured(String part, TupleWriter key) {
        byte[] json;
        try {
            json = Json.canonical(part.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            key.add(part);
            return;
        }
        key.addKeyJson(json);
    }

    /** Whether this bare text is read as a number. */
    static boolean isNumber(String text) {
        return !text.equals("-0") && NUMBER.matcher(text).matches();
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number(number);
        }
        if (value instanceof JsonText json) {
            return json.text();
        }
        String text = String.valueOf(value);
        return value instanceof String && !isItself(text) ? JsonStrings.quote(text) : text;
    }

    private static boolean isItself(String text) {
        TupleWriter asText = new TupleWriter().add(text);
        TupleWriter asRead = new TupleWriter();
        add(text, asRead);
        return Arrays.equals(asText.toBytes(), asRead.toBytes());
    }

    private static String number(BigDecimal number) {
        boolean brief = Math.abs((long) number.scale()) <= TupleReader.MAX_TRAILING_ZEROS;
        return brief ? number.toPlainString() : number.toString();
    }

    private static void encode(String part, StringBuilder text) {
        byte[] bytes = Wtf8.encode(part);
        for (byte b : bytes) {
            if (UNRESERVED.indexOf(b) >= 0) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX.charAt(b >> 4 & 0xF)).append(HEX.charAt(b & 0xF));
            }
        }
    }

    private static String decode(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        byte[] encoded = Wtf8.encode(part);
        byte[] decoded = new byte[encoded.length];
        int length = 0;
        for (int i = 0; i < encoded.length; i++) {
            boolean escape = encoded[i] == '%';
            decoded[length++] = escape ? octet(encoded, i + 1, part) : encoded[i];
            i += escape ? 2 : 0;
        }
        try {
            return Wtf8.decode(decoded, 0, length);
        } catch (IllegalArgumentException notUtf8) {
            throw new IllegalArgumentException("Bad percent-encoding: expected UTF-8 text in " + part, notUtf8);
        }
    }

    private static byte octet(byte[] encoded, int at, String part) {
        int high = at + 1 < encoded.length ? Character.digit(encoded[at], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(encoded[at + 1], 16);
        if (low < 0) {
            throw new IllegalArgumentException(
                    "Bad percent-encoding: expected two hexadecimal digits after each % in " + part);
        }
        return (byte) (high << 4 | low);
    }
}
