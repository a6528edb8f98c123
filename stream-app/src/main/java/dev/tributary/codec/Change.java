package dev.tributary.codec;

import java.util.List;
import java.util.Locale;

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
    record Invalid(Kind kind, String reason) implements Change {

        /** What sort of reason it is, in one word. */
        public enum Kind {
            /** The value is no JSON. */
            NOT_JSON,
            /** The row's key is not to be had. */
            BAD_KEY,
            /** A column is not what it is declared to be. */
            BAD_COLUMN,
            /** It is not of the source's format. */
            BAD_FORMAT,
            /** Reading it failed otherwise. */
            UNREADABLE;

            /** As it is written outside. */
            public String word() {
                return name().toLowerCase(Locale.ROOT).replace('_', '-');
            }
        }
    }
}
