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
        return view.copyState(log, partition).map(state -> {
            Lag lag = state.behind().orElseGet(view::lag);
            return new Told.Copy(partition, state.role() == CopyState.Role.ACTIVE, behind(state), lag.ms());
        });
    }

    /** Records of its log; as many as there can be where that is not known. */
    private static long behind(CopyState state) {
        return state.end().isPresent() ? Math.max(0, state.end().getAsLong() - state.position()) : Long.MAX_VALUE;
    }
}
