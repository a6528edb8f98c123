package dev.tributary.query;

import dev.tributary.runtime.ViewStatus;

/**
 * Of which copies an answer is made, and how far they were behind when that was last looked at.
 *
 * @param active whether all of them are kept current; else at least one stands by or is restored
 * @param lagRecords records of the topics and logs that the copies have not taken in
 * @param lagMs for how long the oldest of them has waited; 0 when there is none
 */
public record Served(boolean active, long lagRecords, long lagMs) {

    /** Active copies of a view; as it was before they were opened, so that they are at least as fresh. */
    public static Served active(ViewStatus status) {
        return new Served(true, status.lagRecords(), status.lagMs());
    }

    /** Of these copies and those. */
    public Served with(Served other) {
        return new Served(active && other.active, Math.max(lagRecords, other.lagRecords), Math.max(lagMs, other.lagMs));
    }
}
