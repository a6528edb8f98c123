package dev.tributary.codec;

/** What one record says of one row. */
public sealed interface Change {

    /**
     * The row is there, with these columns.
     *
     * @param key canonical key: the key columns as a tuple, see {@link TupleWriter}
     * @param row canonical row: a compact JSON object, exact numbers, ISO times
     */
    record Upsert(byte[] key, byte[] row) implements Change {}

    /** The row is gone. */
    record Delete(byte[] key) implements Change {}

    /** The record says nothing of any row (a message event, say). */
    record Ignored() implements Change {}

    /** The record cannot be understood: it goes to the dead letters with this reason. */
    record Invalid(String reason) implements Change {}
}
