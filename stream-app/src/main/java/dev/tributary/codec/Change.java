package dev.tributary.codec;

import java.util.List;

/** What one record says of one row, or of all. */
public sealed interface Change {

    /**
     * The row is there, with these columns.
     *
     * @param key canonical key: the key columns as a tuple, see {@link TupleWriter}
     * @param row canonical row: a compact JSON object, exact numbers, ISO times
     * @param declared what the source's version column says, for {@link Version}; empty when it says nothing
     * @param missing columns of which the record says only that they have not changed; the row has null in their places
     */
    record Upsert(byte[] key, byte[] row, byte[] declared, List<String> missing) implements Change {
        public Upsert {
            missing = List.copyOf(missing);
        }
    }

    /**
     * The row is gone.
     *
     * @param declared what the version column says of the row that is gone; empty when nothing does
     */
    record Delete(byte[] key, byte[] declared) implements Change {}

    /** All rows that there were are gone. */
    record Truncate() implements Change {}

    /** The record says nothing of any row (a message event, say). */
    record Ignored() implements Change {}

    /** The record cannot be understood: it goes to the dead letters with this reason. */
    record Invalid(String reason) implements Change {}
}
