package dev.tributary.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A decimal number as sign, digits and exponent: ±0.d₁d₂… × 10^exponent, the first and the last digit not 0; no digits is
 * zero. So numbers that are equal are written alike, and no exponent makes them long. Reused: each setter replaces all.
 */
final class Digits {
    /** Exponents stay within what BigDecimal holds: an int, and the digits. */
    private static final int MAX_EXPONENT_DIGITS = 10;

    private byte[] digits = new byte[24];
    private int from;
    private int to;
    private boolean negative;
    private long exponent;

    boolean negative() {
        return negative;
    }

    long exponent() {
        return exponent;
    }

    int count() {
        return to - from;
    }

    /** The digits at {@code 2 × pair} and after it as one number, 0 to 99. */
    int pair(int pair) {
        int at = from + 2 * pair;
        int second = at + 1 < to ? digits[at + 1] - '0' : 0;
        return (digits[at] - '0') * 10 + second;
    }

    Digits set(long value) {
        if (value == Long.MIN_VALUE) {
            return set(BigDecimal.valueOf(value));
        }
        negative = value < 0;
        to = 20;
        from = to;
        for (long rest = Math.abs(value); rest != 0; rest /= 10) {
            digits[--from] = (byte) ('0' + rest % 10);
        }
        exponent = (long) to - from;
        return trim();
    }

    Digits set(BigDecimal value) {
        negative = value.signum() < 0;
        digits = value.unscaledValue().abs().toString().getBytes(StandardCharsets.ISO_8859_1);
        if (digits.length < 24) {
            digits = Arrays.copyOf(digits, 24);
        }
        from = 0;
        to = value.precision();
        exponent = (long) to - value.scale();
        return trim();
    }

    /** Sets the number that this JSON text is. */
    Digits set(byte[] json, int start, int end) {
        if (digits.length < end - start) {
            digits = new byte[end - start];
        }
        from = 0;
        to = 0;
        negative = json[start] == '-';
        int at = mantissa(json, start, end);
        if (at < end) {
            exponent += exponent(json, start, at, end);
        }
        return trim();
    }

    /** Where the digits end; the exponent is then the number of digits before the point. */
    private int mantissa(byte[] json, int start, int end) {
        int at = negative ? start + 1 : start;
        int point = -1;
        for (; at < end && (json[at] | 0x20) != 'e'; at++) {
            if (json[at] == '.' && point < 0) {
                point = to;
            } else if (isDigit(json[at])) {
                digits[to++] = json[at];
            } else {
                throw notANumber(json, start, end);
            }
        }
        if (to == 0) {
            throw notANumber(json, start, end);
        }
        exponent = point < 0 ? to : point;
        return at;
    }

    private static long exponent(byte[] json, int start, int e, int end) {
        int at = e + 1;
        boolean minus = at < end && json[at] == '-';
        if (at < end && (minus || json[at] == '+')) {
            at++;
        }
        if (at == end || end - at > MAX_EXPONENT_DIGITS) {
            throw notANumber(json, start, end);
        }
        long size = 0;
        for (; at < end; at++) {
            if (!isDigit(json[at])) {
                throw notANumber(json, start, end);
            }
            size = size * 10 + json[at] - '0';
        }
        if (size > Integer.MAX_VALUE) {
            throw notANumber(json, start, end);
        }
        return minus ? -size : size;
    }

    private Digits trim() {
        while (from < to && digits[from] == '0') {
            from++;
            exponent--;
        }
        while (from < to && digits[to - 1] == '0') {
            to--;
        }
        return this;
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static IllegalArgumentException notANumber(byte[] json, int start, int end) {
        String text = new String(json, start, Math.min(end - start, 80), StandardCharsets.UTF_8);
        return new IllegalArgumentException(
                "Expected a number with an exponent of at most 2147483647, but came " + text);
    }
}
