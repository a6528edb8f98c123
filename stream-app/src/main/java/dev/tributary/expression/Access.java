package dev.tributary.expression;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Parts of values. What an object lacks is null, as an absent column is; what has no parts fails. */
final class Access {
    private Access() {}

    static Object field(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            Object part = map.get(name);
            return part == null ? NullValue.NULL_VALUE : part;
        }
        throw new Failure(Shown.of(value) + " has no `" + name + "`");
    }

    static boolean has(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map.containsKey(name);
        }
        throw new Failure(Shown.of(value) + " has no `" + name + "`");
    }

    static Object index(Object value, Object index) {
        if (value instanceof Map<?, ?> map) {
            Object part = map.get(key(index));
            return part == null ? NullValue.NULL_VALUE : part;
        }
        if (value instanceof List<?> list && key(index) instanceof Long at) {
            if (at < 0 || at >= list.size()) {
                throw new Failure("a list of " + list.size() + " has no item " + at);
            }
            return list.get(at.intValue());
        }
        throw new Failure(Shown.of(value) + " has no item " + Shown.of(index));
    }

    /** A number that is whole is the integer. */
    static Object key(Object key) {
        if (key instanceof BigDecimal decimal && decimal.stripTrailingZeros().scale() <= 0) {
            return Numbers.integer(decimal);
        }
        return key;
    }
}
