package dev.tributary.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How values compare, and what makes two keys the same. */
final class Values {
    private static final Pattern CANONICAL_INTEGER = Pattern.compile("0|-?[1-9][0-9]*");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z");
    private static final Pattern BARE_JSON =
            Pattern.compile("^(?:true|false|null|-?(?:0|[1-9][0-9]*)\\.[0-9]+)$|^[\\[{\"]");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String UNRESERVED = "-._~";

    private Values() {}

    /** Any order: nulls last whichever the direction. */
    static Comparator<@Nullable Object> ordering(boolean descending) {
        Comparator<Object> present = descending ? (a, b) -> compareInTime(b, a) : Values::compareInTime;
        return Comparator.nullsLast(present);
    }

    /**
     * Booleans before numbers before strings before arrays and objects; false before true, numbers by value, strings by
     * code point, the rest by its text.
     */
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
        return codePoints(text(a), text(b));
    }

    /** The same, but that instants go by time: the {@code Z} of a whole second would come after the fraction of another. */
    private static int compareInTime(Object a, Object b) {
        return compare(withoutZone(a), withoutZone(b));
    }

    private static Object withoutZone(Object value) {
        return value instanceof String text && INSTANT.matcher(text).matches()
                ? text.substring(0, text.length() - 1)
                : value;
    }

    /** The least and the greatest are of all that is equal by value the one whose text is. */
    static int compareWithText(Object a, Object b) {
        int order = compareInTime(a, b);
        return order != 0 ? order : codePoints(text(a), text(b));
    }

    /** Whether two values are equal, numbers by value. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a instanceof BigDecimal left && b instanceof BigDecimal right) {
            return left.compareTo(right) == 0;
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            return left.size() == right.size()
                    && IntStream.range(0, left.size()).allMatch(i -> same(left.get(i), right.get(i)));
        }
        if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.keySet().stream().allMatch(name -> same(left.get(name), right.get(name)));
        }
        return Objects.equals(a, b);
    }

    /** A string itself, anything else as compact JSON. */
    static String text(@Nullable Object value) {
        return value instanceof String text ? text : json(value);
    }

    private static String json(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Values::json).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(member -> json(String.valueOf(member.getKey())) + ":" + json(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int escape = "\"\\\n\r\t".indexOf(c);
            quoted.append(escape < 0 ? String.valueOf(c) : "\\" + "\"\\nrt".charAt(escape));
        }
        return quoted.append('"').toString();
    }

    static boolean sameType(Object a, Object b) {
        return rank(a) == rank(b);
    }

    /** The columns of a row as a key; null when one of them is null. */
    static @Nullable List<Object> key(Map<String, @Nullable Object> row, List<String> columns) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(row.get(column)));
        return key(values);
    }

    /**
     * Values as a key: two keys are the same when these lists are equal. Null when one of them is null, or an array or
     * an object, which no key has.
     */
    static @Nullable List<Object> key(List<? extends @Nullable Object> values) {
        List<Object> parts = new ArrayList<>();
        for (Object value : values) {
            if (value == null || value instanceof List<?> || value instanceof Map<?, ?>) {
                return null;
            }
            parts.add(keyPart(value));
        }
        return parts;
    }

    /** Text that is a canonical integer is that integer, since producers differ in how they send keys. */
    static Object keyPart(Object value) {
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
        if (part instanceof String text) {
            return encode(readsAsJson(text) ? TextNode.valueOf(text).toString() : text);
        }
        return encode(part instanceof BigDecimal number ? number.toPlainString() : part.toString());
    }

    /** Such a text is written in quotes, since bare it would be another value: {@code true}, {@code 1.5}, {@code []}. */
    private static boolean readsAsJson(String text) {
        if (!BARE_JSON.matcher(text).find()) {
            return false;
        }
        try {
            JSON.readTree(text);
            return true;
        } catch (JsonProcessingException itself) {
            return false;
        }
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
        return 3;
    }
}
