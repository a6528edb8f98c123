package dev.tributary.oracle;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How values compare, and what makes two keys the same. */
final class Values {
    private static final Pattern CANONICAL_INTEGER = Pattern.compile("0|-?[1-9][0-9]*");
    private static final String UNRESERVED = "-._~";

    private Values() {}

    /** Any order: nulls last whichever the direction, then booleans, numbers, strings. */
    static Comparator<@Nullable Object> ordering(boolean descending) {
        Comparator<Object> present = descending ? (a, b) -> compare(b, a) : Values::compare;
        return Comparator.nullsLast(present);
    }

    /** Booleans before numbers before strings; false before true; numbers by value; strings by code point. */
    static int compare(Object a, Object b) {
        int types = Integer.compare(rank(a), rank(b));
        if (types != 0) {
            return types;
        }
        if (a instanceof Boolean left && b instanceof Boolean right) {
            return left.compareTo(right);
        }
        if (a instanceof BigDecimal left && b instanceof BigDecimal right) {
            return left.compareTo(right);
        }
        if (a instanceof String left && b instanceof String right) {
            return codePoints(left, right);
        }
        throw new IllegalArgumentException("not comparable: " + a + " and " + b);
    }

    static boolean sameType(Object a, Object b) {
        return rank(a) == rank(b);
    }

    /** The columns of a row as a key; null when one of them is null. Two keys are the same when these lists are equal. */
    static @Nullable List<Object> key(Map<String, @Nullable Object> row, List<String> columns) {
        List<Object> parts = new ArrayList<>();
        for (String column : columns) {
            Object value = row.get(column);
            if (value == null) {
                return null;
            }
            parts.add(keyPart(value));
        }
        return parts;
    }

    /** Text that is a canonical integer is that integer, since producers differ in how they send keys. */
    private static Object keyPart(Object value) {
        if (value instanceof String text && CANONICAL_INTEGER.matcher(text).matches()) {
            return new BigDecimal(text).stripTrailingZeros();
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    /** Keys, part by part. */
    static int compareKeys(List<Object> a, List<Object> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** A key as the HTTP API writes it: parts joined by commas, each percent-encoded. */
    static String keyText(List<Object> key) {
        return String.join(",", key.stream().map(Values::keyPartText).toList());
    }

    private static String keyPartText(Object part) {
        return encode(part instanceof BigDecimal number ? number.toPlainString() : part.toString());
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }

    /** String.compareTo would put a surrogate pair before the last characters of the basic plane. */
    private static int codePoints(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    private static int rank(Object value) {
        if (value instanceof Boolean) {
            return 0;
        }
        if (value instanceof BigDecimal) {
            return 1;
        }
        if (value instanceof String) {
            return 2;
        }
        throw new IllegalArgumentException("no scalar: " + value);
    }
}
