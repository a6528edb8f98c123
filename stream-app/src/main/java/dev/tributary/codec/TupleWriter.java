package dev.tributary.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes tuples whose unsigned bytes are in the order of their values: false, true, numbers, strings, JSON containers,
 * null. Not thread-safe.
 *
 * <p>Each value delimits itself, so tuples are prefix-free and a tuple's first values are a range of keys. A value is a type
 * code ({@link TupleCode}), then:
 *
 * <ul>
 *   <li>a number (±0.d₁d₂… × 10^e, so equal numbers have equal bytes): one byte of exponent, or an escape and eight; the
 *       digits, two per byte plus one; zero. In a negative number, these are complemented.
 *   <li>a string or a container's text: its bytes ({@link Wtf8}), of which 00 is written 01 01 and 01 is written 01 02; zero. So
 *       it ends in the right place whatever follows, complemented or not.
 * </ul>
 *
 * <p>Descending, all bytes of a value are complemented, but null stays last.
 */
public final class TupleWriter {
    private final Digits digits = new Digits();
    private byte[] bytes = new byte[64];
    private int length;

    /** Adds a null, Boolean, Integer, Long, BigInteger, BigDecimal, String or {@link JsonText}, ascending. */
    public TupleWriter add(@Nullable Object value) {
        if (value == null) {
            return raw(TupleCode.NULL);
        }
        if (value instanceof String text) {
            return string(text);
        }
        if (value instanceof Boolean truth) {
            return raw(truth ? TupleCode.TRUE : TupleCode.FALSE);
        }
        if (value instanceof JsonText json) {
            return container(Wtf8.encode(json.text()));
        }
        return number(value);
    }

    /** Adds a value as {@link #add(Object)} does, in the given direction. */
    public TupleWriter add(@Nullable Object value, boolean descending) {
        int start = length;
        add(value);
        return descending && bytes[start] != (byte) TupleCode.NULL ? complement(start) : this;
    }

    /** Adds a JSON value, given as its compact UTF-8 text; no text is null. */
    public TupleWriter addJson(byte @Nullable [] json, boolean descending) {
        int start = length;
        addJson(json);
        return descending && bytes[start] != (byte) TupleCode.NULL ? complement(start) : this;
    }

    /** Adds a JSON value as a part of a key, ascending: a string that is a canonical integer is written as that integer. */
    public TupleWriter addKeyJson(byte @Nullable [] json) {
        if (json != null && isCanonicalInteger(json, 1, json.length - 1) && json[0] == '"') {
            return number(digits.set(json, 1, json.length - 1));
        }
        return addJson(json);
    }

    private TupleWriter addJson(byte @Nullable [] json) {
        if (json == null) {
            return raw(TupleCode.NULL);
        }
        if (json.length == 0) {
            throw new IllegalArgumentException("Expected a JSON value, but came no bytes");
        }
        return switch (json[0]) {
            case 'n' -> raw(TupleCode.NULL);
            case 't' -> raw(TupleCode.TRUE);
            case 'f' -> raw(TupleCode.FALSE);
            case '"' -> jsonString(json);
            case '[', '{' -> container(json);
            default -> number(digits.set(json, 0, json.length));
        };
    }

    /** Adds one byte as it is. */
    public TupleWriter raw(int oneByte) {
        reserve(1);
        bytes[length++] = (byte) oneByte;
        return this;
    }

    /** Adds bytes as they are: values that another writer wrote, for one. */
    public TupleWriter raw(byte[] bytes) {
        return raw(bytes, 0, bytes.length);
    }

    /** Adds a range of bytes as they are. */
    public TupleWriter raw(byte[] bytes, int from, int to) {
        reserve(to - from);
        System.arraycopy(bytes, from, this.bytes, length, to - from);
        length += to - from;
        return this;
    }

    /** How many bytes are written. */
    public int length() {
        return length;
    }

    /** Forgets what was written after the first {@code length} bytes. */
    public TupleWriter reset(int length) {
        if (length < 0 || length > this.length) {
            throw new IllegalArgumentException("Expected a length of 0 to " + this.length + ", but came " + length);
        }
        this.length = length;
        return this;
    }

    /** A copy of the bytes written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Whether the text is an integer as JSON writes it, and not {@code -0}. */
    static boolean isCanonicalInteger(byte[] text, int from, int to) {
        int start = from < to && text[from] == '-' ? from + 1 : from;
        if (start >= to) {
            return false;
        }
        for (int i = start; i < to; i++) {
            if (!Digits.isDigit(text[i])) {
                return false;
            }
        }
        return text[start] != '0' || to - from == 1;
    }

    private TupleWriter number(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return number(digits.set(((Number) value).longValue()));
        }
        if (value instanceof BigDecimal decimal) {
            return number(digits.set(decimal));
        }
        if (value instanceof BigInteger integer) {
            return number(digits.set(new BigDecimal(integer)));
        }
        throw new IllegalArgumentException("Expected null, Boolean, Integer, Long, BigInteger, BigDecimal, String"
                + " or JsonText, but came " + value.getClass().getName());
    }

    private TupleWriter number(Digits number) {
        if (number.count() == 0) {
            return raw(TupleCode.ZERO);
        }
        raw(number.negative() ? TupleCode.NEGATIVE : TupleCode.POSITIVE);
        int start = length;
        exponent(number.exponent());
        for (int i = 0; 2 * i < number.count(); i++) {
            raw(number.pair(i) + 1);
        }
        raw(TupleCode.END);
        return number.negative() ? complement(start) : this;
    }

    private void exponent(long exponent) {
        long oneByte = exponent + TupleCode.EXPONENT_ZERO;
        if (oneByte > TupleCode.EXPONENT_LOW && oneByte < TupleCode.EXPONENT_HIGH) {
            raw((int) oneByte);
            return;
        }
        raw(exponent < 0 ? TupleCode.EXPONENT_LOW : TupleCode.EXPONENT_HIGH);
        for (int shift = 56; shift >= 0; shift -= 8) {
            raw((int) (exponent >>> shift));
        }
    }

    private TupleWriter string(String text) {
        raw(TupleCode.STRING);
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            reserve(4);
            if (point <= TupleCode.ESCAPE) {
                escape(point);
            } else {
                length = Wtf8.put(point, bytes, length);
            }
            i += Character.charCount(point);
        }
        return raw(TupleCode.END);
    }

    private TupleWriter jsonString(byte[] json) {
        int end = json.length - 1;
        if (end < 1 || json[end] != '"') {
            throw new IllegalArgumentException("Expected a JSON string, but it has no end");
        }
        for (int i = 1; i < end; i++) {
            if (json[i] == '\\') {
                return string(JsonStrings.unescape(new String(json, 1, end - 1, StandardCharsets.UTF_8)));
            }
        }
        return text(TupleCode.STRING, json, 1, end);
    }

    private TupleWriter container(byte[] json) {
        return text(TupleCode.CONTAINER, json, 0, json.length);
    }

    private TupleWriter text(int code, byte[] text, int from, int to) {
        raw(code);
        reserve(2 * (to - from));
        for (int i = from; i < to; i++) {
            if (text[i] >= 0 && text[i] <= TupleCode.ESCAPE) {
                escape(text[i]);
            } else {
                bytes[length++] = text[i];
            }
        }
        return raw(TupleCode.END);
    }

    private void escape(int character) {
        bytes[length++] = TupleCode.ESCAPE;
        bytes[length++] = (byte) (character + 1);
    }

    private TupleWriter complement(int start) {
        for (int i = start; i < length; i++) {
            bytes[i] = (byte) ~bytes[i];
        }
        return this;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
