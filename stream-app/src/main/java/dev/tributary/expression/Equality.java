package dev.tributary.expression;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What equals what: numbers by their value, inside lists and maps too; different kinds never do. */
final class Equality {
    private Equality() {}

    static boolean equal(Object a, Object b) {
        if (a instanceof List<?> list) {
            return b instanceof List<?> other && equal(list, other);
        }
        if (a instanceof Map<?, ?> map) {
            return b instanceof Map<?, ?> other && equal(map, other);
        }
        if (a instanceof BigDecimal || (a instanceof Long && b instanceof BigDecimal)) {
            BigDecimal first = Numbers.decimal(a);
            BigDecimal second = Numbers.decimal(b);
            return first != null && second != null && first.compareTo(second) == 0;
        }
        return a.equals(b);
    }

    private static boolean equal(List<?> list, List<?> other) {
        if (list.size() != other.size()) {
            return false;
        }
        Iterator<?> others = other.iterator();
        for (Object item : list) {
            if (!equal(item, others.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(Map<?, ?> map, Map<?, ?> other) {
        if (map.size() != other.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = other.get(entry.getKey());
            if (value == null || !equal(entry.getValue(), value)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a list has the value, or a map the key. */
    static boolean in(Object value, Object container) {
        if (container instanceof List<?> list) {
            for (Object item : list) {
                if (equal(item, value)) {
                    return true;
                }
            }
            return false;
        }
        if (container instanceof Map<?, ?> map) {
            return map.containsKey(Access.key(value));
        }
        throw new Failure("`in` expects a list or an object, not " + Shown.of(container));
    }
}
