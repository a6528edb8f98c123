package dev.tributary.oracle;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of one row.
 *
 * @param row the whole row; of a delete its key columns only
 */
public record Event(String source, boolean delete, Map<String, @Nullable Object> row) {

    static Event upsert(String source, Map<String, @Nullable Object> row) {
        return new Event(source, false, row);
    }

    static Event delete(String source, Map<String, @Nullable Object> key) {
        return new Event(source, true, key);
    }
}
