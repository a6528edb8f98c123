package dev.tributary.sandbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns changes of rows into the records that a service of one change format would write. */
public interface RowEncoder {

    /**
     * The records of one change. A changed key is a deletion and an insertion, as databases' connectors say it.
     *
     * @param before the row as it was, or as much of it as is known; null when unknown or new
     * @param after the row as it is; null when deleted
     */
    List<Encoded> change(@Nullable Map<String, @Nullable Object> before, @Nullable Map<String, @Nullable Object> after);

    /** A row that is new, or replaces the one of its key. */
    default List<Encoded> upsert(Map<String, @Nullable Object> row) {
        return change(null, row);
    }

    /** The end of a row, of which the key columns are enough. */
    default List<Encoded> delete(Map<String, @Nullable Object> row) {
        return change(row, null);
    }

    /** A record's key and value. */
    record Encoded(byte @Nullable [] key, byte @Nullable [] value) {}
}
