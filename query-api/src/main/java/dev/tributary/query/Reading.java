package dev.tributary.query;

/** What was read of a document. */
public sealed interface Reading {
    /**
     * It is there, and is what is asked for.
     *
     * @param at the offset of the last record that the copy has taken in
     */
    record Found(byte[] json, long at) implements Reading {}

    /** There is none, or it is not what is asked for. */
    record Missing(long at) implements Reading {}

    /** The copy has not come so far. */
    record NotYet() implements Reading {}

    /** There is no copy that can be read. */
    record Away(Unavailable why) implements Reading {}
}
