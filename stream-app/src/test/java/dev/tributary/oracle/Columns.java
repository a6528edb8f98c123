package dev.tributary.oracle;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a row; one that is absent is null.
 *
 * @param times the columns that are declared to be times, which expressions see as such
 */
record Columns(Map<String, @Nullable Object> values, Set<String> times) {

    @Nullable
    Object get(String column) {
        return values.get(column);
    }

    /** The column's value as an expression sees it. */
    @Nullable
    Object inExpression(String column) {
        Object value = values.get(column);
        if (times.contains(column) && value instanceof String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                return text;
            }
        }
        return value;
    }
}
