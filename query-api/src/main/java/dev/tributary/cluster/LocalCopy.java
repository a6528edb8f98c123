package dev.tributary.cluster;

import dev.tributary.plan.Log;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import java.util.Optional;

/** This instance's copies, as it tells the others of them. */
final class LocalCopy {
    private LocalCopy() {}

    /** That of a partition; empty when there is none that can be read. */
    static Optional<Told.Copy> of(ViewReads view, Log log, int partition) {
        if (view.copy(log, partition).isEmpty()) {
            return Optional.empty();
        }
        ViewStatus status = view.status();
        return Optional.of(
                new Told.Copy(partition, view.isActive(log, partition), status.lagRecords(), status.lagMs()));
    }
}
