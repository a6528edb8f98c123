package dev.tributary.expression;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Values as failures name them: what is short as it is, what is long by its kind. */
final class Shown {
    private static final int MAX_CHARS = 40;

    private Shown() {}

    static String of(Object value) {
        if (value instanceof String text) {
            return text.length() > MAX_CHARS ? "'" + text.substring(0, MAX_CHARS) + "…'" : "'" + text + "'";
        }
        if (value instanceof List) {
            return "a list";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof CelByteString) {
            return "bytes";
        }
        return value instanceof NullValue ? "null" : number(value);
    }

    private static String number(Object value) {
        String text = value instanceof BigDecimal decimal && decimal.scale() >= 0 && decimal.scale() < MAX_CHARS
                ? decimal.toPlainString()
                : value.toString();
        return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "…" : text;
    }
}
