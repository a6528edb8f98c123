package dev.tributary.cluster;

import dev.tributary.plan.Log;
import dev.tributary.runtime.CopyState;
import dev.tributary.runtime.Lag;
import dev.tributary.runtime.ViewReads;
import java.util.Optional;

/** This instance's copies, as it tells the others of them. */
final class LocalCopy {
    private LocalCopy() {}

    /** That of a partition; empty when there is none that can be read. */
    static Optional<Told.Copy> of(ViewReads view, Log log, int partition) {
        return view.copyState(log, partition).flatMap(state -> state.behind().map(lag -> told(partition, state, lag)));
    }

    private static Told.Copy told(int partition, CopyState state, Lag lag) {
        long behind = Math.max(0, state.end().orElse(Long.MAX_VALUE) - state.position());
        return new Told.Copy(partition, state.role() == CopyState.Role.ACTIVE, behind, lag.ms());
    }
}
