package dev.tributary.runtime;

import dev.tributary.runtime.CopyState.Role;
import dev.tributary.store.FoldState;
import dev.tributary.store.OrderedStore;
import dev.tributary.topology.FoldStore;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far this instance's copies of a view have come. The store knows what it has folded, but of what it restores only
 * what has been committed; what was read for it is known sooner.
 */
record CopyStates(LocalCopies copies, Progress progress) {

    /**
     * The state of a copy.
     *
     * @param entries of the store
     * @throws dev.tributary.store.StoreClosed when the store was closed meanwhile
     */
    CopyState of(TopicPartition log, FoldStore store, OrderedStore entries, long nowMs) {
        long folded = folded(entries);
        if (store.isActive()) {
            // the group commits as far as it has read, also what it had not to store
            long position = Math.max(folded, progress.committed(log));
            return new CopyState(Role.ACTIVE, position, progress.end(log), Optional.of(progress.lag(nowMs)));
        }
        OptionalLong standby = copies.standbyAt(log);
        OptionalLong restored = copies.restoredTo(log);
        long position = Math.max(folded, Math.max(standby.orElse(0), restored.orElse(0)));
        Role role = standby.isPresent() ? Role.STANDBY : Role.RESTORING;
        return new CopyState(role, position, progress.end(log), progress.lag(log, position, nowMs));
    }

    private static long folded(OrderedStore entries) {
        try (OrderedStore.Snapshot snapshot = entries.snapshot()) {
            @Nullable Long last = FoldState.offset(snapshot);
            return last == null ? 0 : last + 1;
        }
    }
}
