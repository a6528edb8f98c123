package dev.tributary.query;

import dev.tributary.plan.Log;
import dev.tributary.runtime.CopyState;
import dev.tributary.runtime.Lag;
import dev.tributary.runtime.ViewReads;

/**
 * Of which copies an answer is made, and how far they were behind when that was last looked at.
 *
 * @param active whether all of them are kept current; else at least one stands by or is restored
 * @param lagRecords records of the topics and logs that the copies have not taken in
 * @param lagMs for how long the oldest of them has waited; 0 when there is none
 */
public record Served(boolean active, long lagRecords, long lagMs) {

    /** Active copies of a view; as it was before they were opened, so that they are at least as fresh. */
    public static Served active(ViewReads view) {
        Lag lag = view.lag();
        return new Served(true, lag.records(), lag.ms());
    }

    /** The copy of a partition that is here. */
    static Served of(ViewReads view, Log log, int partition) {
        if (view.isActive(log, partition)) {
            return active(view);
        }
        Lag lag = view.copyState(log, partition).flatMap(CopyState::behind).orElseGet(view::lag);
        return new Served(false, lag.records(), lag.ms());
    }

    /** Of these copies and those. */
    public Served with(Served other) {
        return new Served(active && other.active, Math.max(lagRecords, other.lagRecords), Math.max(lagMs, other.lagMs));
    }
}
