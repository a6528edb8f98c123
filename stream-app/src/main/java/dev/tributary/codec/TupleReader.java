package dev.tributary.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the ascending values of tuples that {@link TupleWriter} wrote. */
public final class TupleReader {
    /** Integers with more zeros at their end come back in scientific form: theirs would be a long text. */
    static final int MAX_TRAILING_ZEROS = 1000;

    private final byte[] tuple;
    private int at;

    private TupleReader(byte[] tuple, int offset) {
        this.tuple = tuple;
        this.at = offset;
    }

    /** The offset after {@code count} ascending values. */
    public static int skip(byte[] tuple, int offset, int count) {
        TupleReader reader = new TupleReader(tuple, offset);
        for (int i = 0; i < count; i++) {
            reader.skip();
        }
        return reader.at;
    }

    /** The next {@code count} ascending values: null, Boolean, BigDecimal, String or {@link JsonText}. */
    public static List<@Nullable Object> read(byte[] tuple, int offset, int count) {
        TupleReader reader = new TupleReader(tuple, offset);
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(reader.read());
        }
        return Collections.unmodifiableList(values);
    }

    private void skip() {
        int code = next();
        switch (code) {
            case TupleCode.FALSE, TupleCode.TRUE, TupleCode.ZERO, TupleCode.NULL -> {}
            case TupleCode.NEGATIVE, TupleCode.POSITIVE -> {
                int sign = code == TupleCode.NEGATIVE ? 0xFF : 0;
                exponent(sign);
                digitsEnd(sign);
            }
            case TupleCode.STRING, TupleCode.CONTAINER -> textEnd();
            default -> throw unknown(code);
        }
    }

    private @Nullable Object read() {
        int code = next();
        return switch (code) {
            case TupleCode.FALSE -> false;
            case TupleCode.TRUE -> true;
            case TupleCode.ZERO -> BigDecimal.ZERO;
            case TupleCode.NEGATIVE -> number(0xFF);
            case TupleCode.POSITIVE -> number(0);
            case TupleCode.STRING -> text();
            case TupleCode.CONTAINER -> new JsonText(text());
            case TupleCode.NULL -> null;
            default -> throw unknown(code);
        };
    }

    private BigDecimal number(int sign) {
        long exponent = exponent(sign);
        int start = at;
        int end = digitsEnd(sign);
        byte[] digits = new byte[2 * (end - start)];
        for (int i = start; i < end; i++) {
            int pair = ((tuple[i] & 0xFF) ^ sign) - 1;
            digits[2 * (i - start)] = (byte) ('0' + pair / 10);
            digits[2 * (i - start) + 1] = (byte) ('0' + pair % 10);
        }
        int count = digits[digits.length - 1] == '0' ? digits.length - 1 : digits.length;
        BigInteger unscaled = new BigInteger(new String(digits, 0, count, StandardCharsets.ISO_8859_1));
        long scale = (long) count - exponent;
        if ((int) scale != scale) {
            throw new IllegalArgumentException("Malformed tuple: a number's exponent is " + exponent);
        }
        BigDecimal value = new BigDecimal(sign == 0 ? unscaled : unscaled.negate(), (int) scale);
        return scale < 0 && scale >= -MAX_TRAILING_ZEROS ? value.setScale(0) : value;
    }

    private long exponent(int sign) {
        int first = next() ^ sign;
        if (first > TupleCode.EXPONENT_LOW && first < TupleCode.EXPONENT_HIGH) {
            return (long) first - TupleCode.EXPONENT_ZERO;
        }
        if (first != TupleCode.EXPONENT_LOW && first != TupleCode.EXPONENT_HIGH) {
            throw new IllegalArgumentException("Malformed tuple: no exponent starts with " + first);
        }
        long exponent = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            exponent = (exponent << 8) | (next() ^ sign);
        }
        return exponent;
    }

    /** Moves behind the digits; the offset of their end. */
    private int digitsEnd(int sign) {
        int start = at;
        for (int pair = next() ^ sign; pair != TupleCode.END; pair = next() ^ sign) {
            if (pair > 100) {
                throw new IllegalArgumentException("Malformed tuple: no digits are " + pair);
            }
        }
        if (at - start < 2) {
            throw new IllegalArgumentException("Malformed tuple: a number has no digits");
        }
        return at - 1;
    }

    private String text() {
        int start = at;
        int escapes = textEnd();
        int end = at - 1;
        if (escapes == 0) {
            return Wtf8.decode(tuple, start, end);
        }
        byte[] text = new byte[end - start - escapes];
        for (int from = start, to = 0; from < end; from++) {
            text[to++] = tuple[from] == TupleCode.ESCAPE ? (byte) (tuple[++from] - 1) : tuple[from];
        }
        return Wtf8.decode(text, 0, text.length);
    }

    /** Moves behind the text; how many escapes are in it. */
    private int textEnd() {
        int escapes = 0;
        for (int b = next(); b != TupleCode.END; b = next()) {
            if (b == TupleCode.ESCAPE) {
                escapes++;
                int escaped = next();
                if (escaped != TupleCode.END + 1 && escaped != TupleCode.ESCAPE + 1) {
                    throw new IllegalArgumentException("Malformed tuple: no character is escaped as " + escaped);
                }
            }
        }
        return escapes;
    }

    private int next() {
        if (at < 0 || at >= tuple.length) {
            throw new IllegalArgumentException("Malformed tuple: it ends at byte " + tuple.length + ", within a value");
        }
        return tuple[at++] & 0xFF;
    }

    private IllegalArgumentException unknown(int code) {
        return new IllegalArgumentException(
                String.format("Malformed tuple: no ascending value starts with 0x%02X (byte %d)", code, at - 1));
    }
}
