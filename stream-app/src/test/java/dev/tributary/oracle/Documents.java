package dev.tributary.oracle;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares documents as JSON: numbers by value, members in any order, arrays in order. */
public final class Documents {
    /** A double would blur what has to be compared exactly. */
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Documents() {}

    /** The first difference, or null. Null on either side is: no such document. */
    public static @Nullable String difference(
            @Nullable Map<String, @Nullable Object> expected, byte @Nullable [] actual) {
        try {
            return difference(expected, actual == null ? null : EXACT.readTree(actual));
        } catch (IOException e) {
            return "the document is no JSON: " + e.getMessage();
        }
    }

    /** The same for a document that is parsed already. */
    public static @Nullable String difference(
            @Nullable Map<String, @Nullable Object> expected, @Nullable JsonNode actual) {
        return values(expected, actual == null ? null : plain(actual));
    }

    /** The same for two documents of plain values. */
    static @Nullable String values(@Nullable Map<String, @Nullable Object> expected, @Nullable Object actual) {
        if (expected == null) {
            return actual == null ? null : "expected no document, got " + actual;
        }
        return actual == null ? "expected " + expected + ", got no document" : differs("$", expected, actual);
    }

    /** JSON as the oracle's values. */
    public static @Nullable Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(member -> map.put(member.getKey(), plain(member.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(item -> list.add(plain(item)));
            return list;
        }
        if (node.isNull() || node.isMissingNode()) {
            return null;
        }
        return node.isNumber() ? node.decimalValue() : node.isBoolean() ? (Object) node.booleanValue() : node.asText();
    }

    private static @Nullable String differs(String at, @Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Map<?, ?> left && actual instanceof Map<?, ?> right) {
            return members(at, left, right);
        }
        if (expected instanceof List<?> left && actual instanceof List<?> right) {
            return items(at, left, right);
        }
        return same(expected, actual) ? null : at + ": expected " + show(expected) + ", got " + show(actual);
    }

    private static boolean same(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof BigDecimal left && actual instanceof BigDecimal right) {
            return left.compareTo(right) == 0;
        }
        return Objects.equals(expected, actual);
    }

    private static @Nullable String members(String at, Map<?, ?> expected, Map<?, ?> actual) {
        Set<Object> names = new LinkedHashSet<>(expected.keySet());
        names.addAll(actual.keySet());
        for (Object name : names) {
            String member = at + "." + name;
            if (!actual.containsKey(name)) {
                return member + ": expected " + show(expected.get(name)) + ", got no such member";
            }
            if (!expected.containsKey(name)) {
                return member + ": expected no such member, got " + show(actual.get(name));
            }
            String difference = differs(member, expected.get(name), actual.get(name));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static @Nullable String items(String at, List<?> expected, List<?> actual) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            String difference = differs(at + "[" + i + "]", expected.get(i), actual.get(i));
            if (difference != null) {
                return difference;
            }
        }
        return expected.size() == actual.size()
                ? null
                : at + ": expected " + expected.size() + " items, got " + actual.size() + ": " + expected + " and "
                        + actual;
    }

    private static String show(@Nullable Object value) {
        return value instanceof String ? '"' + value.toString() + '"' : String.valueOf(value);
    }
}
