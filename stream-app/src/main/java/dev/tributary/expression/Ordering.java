package dev.tributary.expression;

import dev.cel.common.values.CelByteString;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** What is less than what: numbers by value, strings by code point. Null is neither less nor more than anything. */
final class Ordering {
    private Ordering() {}

    /** Negative, zero or positive; {@code operator} is for the failure. */
    static int compare(Object a, Object b, String operator) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        if (a instanceof String x && b instanceof String y) {
            return compare(x, y);
        }
        BigDecimal first = Numbers.decimal(a);
        BigDecimal second = Numbers.decimal(b);
        if (first != null && second != null) {
            return first.compareTo(second);
        }
        return compareOthers(a, b, operator);
    }

    private static int compareOthers(Object a, Object b, String operator) {
        if (a instanceof Instant x && b instanceof Instant y) {
            return x.compareTo(y);
        }
        if (a instanceof Duration x && b instanceof Duration y) {
            return x.compareTo(y);
        }
        if (a instanceof Boolean x && b instanceof Boolean y) {
            return x.compareTo(y);
        }
        if (a instanceof CelByteString x && b instanceof CelByteString y) {
            return CelByteString.unsignedLexicographicalComparator().compare(x, y);
        }
        throw new Failure("`" + operator + "` cannot order " + Shown.of(a) + " and " + Shown.of(b));
    }

    /** By code point, where String's own order puts surrogate pairs before the last characters of the basic plane. */
    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean pairs = Character.isSurrogate(x) && Character.isSurrogate(y);
                boolean sameSide = pairs || (!Character.isSurrogate(x) && !Character.isSurrogate(y));
                return sameSide ? Character.compare(x, y) : a.codePointAt(i) - b.codePointAt(i);
            }
        }
        return a.length() - b.length();
    }
}
