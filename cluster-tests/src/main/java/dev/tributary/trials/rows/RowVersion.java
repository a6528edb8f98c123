package dev.tributary.trials.rows;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One version of a row, a deletion being one too. Thread-safe. */
public final class RowVersion {
    /** Of what is not acknowledged yet. */
    public static final long NEVER = Long.MAX_VALUE;

    private final int number;
    private final Optional<Map<String, @Nullable Object>> row;
    private final long sentNs;
    private volatile long acknowledgedNs = NEVER;

    RowVersion(int number, Optional<Map<String, @Nullable Object>> row, long sentNs) {
        this.number = number;
        this.row = row;
        this.sentNs = sentNs;
    }

    /** From 1 on. */
    public int number() {
        return number;
    }

    /** Empty for a deletion. */
    public Optional<Map<String, @Nullable Object>> row() {
        return row;
    }

    /** When it was given to the producer. */
    public long sentNs() {
        return sentNs;
    }

    /** When Kafka had it. */
    public long acknowledgedNs() {
        return acknowledgedNs;
    }

    void acknowledged() {
        acknowledgedNs = System.nanoTime();
    }

    /** Whether it is a row with that value in a column. */
    public boolean has(String column, Object value) {
        return row.isPresent() && value.equals(row.get().get(column));
    }
}
