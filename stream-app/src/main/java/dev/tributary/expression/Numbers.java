package dev.tributary.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Exact numbers: integers of 64 bits are Longs, as in CEL, and all others decimals. */
final class Numbers {
    /** As IEEE 754's decimal128: beyond it, one addition could fill the memory. */
    private static final int MAX_EXPONENT = 6144;
    /** As many as the JSON parser accepts in a number. */
    private static final int MAX_DIGITS = 1000;

    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** The value as a decimal; null when it is no number. */
    static @Nullable BigDecimal decimal(Object value) {
        if (value instanceof Long integer) {
            return BigDecimal.valueOf(integer);
        }
        return value instanceof BigDecimal decimal ? decimal : null;
    }

    static BigDecimal add(BigDecimal a, BigDecimal b) {
        return modest(a.add(b));
    }

    static BigDecimal subtract(BigDecimal a, BigDecimal b) {
        return modest(a.subtract(b));
    }

    static BigDecimal multiply(BigDecimal a, BigDecimal b) {
        return modest(a.multiply(b));
    }

    static BigDecimal divide(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw new Failure("division by zero");
        }
        return modest(a.divide(b, MathContext.DECIMAL128));
    }

    /** The decimal that this text is. */
    static BigDecimal parse(String text) {
        try {
            if (text.length() <= MAX_DIGITS) {
                return modest(new BigDecimal(text));
            }
        } catch (NumberFormatException none) {
            // told below
        }
        throw new Failure(Shown.of(text) + " is no number");
    }

    /** The number, if one can afford to calculate with it. */
    static BigDecimal modest(BigDecimal value) {
        int scale = value.scale();
        boolean large = Math.abs((long) value.precision() - scale) > MAX_EXPONENT;
        if (large || Math.abs((long) scale) > 2 * MAX_EXPONENT) {
            throw new Failure("a number beyond 10^" + MAX_EXPONENT);
        }
        return value;
    }

    /** The integer part. */
    static long integer(BigDecimal value) {
        BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
        if (whole.compareTo(MIN_LONG) < 0 || whole.compareTo(MAX_LONG) > 0) {
            throw new Failure(Shown.of(value) + " does not fit an integer of 64 bits");
        }
        return whole.longValueExact();
    }

    static String plain(BigDecimal value) {
        return value.toPlainString();
    }
}
