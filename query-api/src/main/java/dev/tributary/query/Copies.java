package dev.tributary.query;

import dev.tributary.plan.Log;
import dev.tributary.runtime.CopyState;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.StoreClosed;
import java.util.Optional;
import java.util.function.Function;

/** Opens this instance's copies of a view's stores. */
final class Copies {
    /** A store that closes while it is being opened may have a successor: asked for once. */
    private static final int ATTEMPTS = 2;

    private Copies() {}

    /** What was opened of a partition; empty when there is no copy of it here that may be read. */
    static <T> Optional<T> open(
            ViewReads view, Consistency wanted, Log log, int partition, Function<OrderedStore, T> how) {
        for (int i = 0; i < ATTEMPTS; i++) {
            if (!mayBeRead(view, wanted, log, partition)) {
                return Optional.empty();
            }
            Optional<OrderedStore> copy = view.copy(log, partition);
            if (copy.isEmpty()) {
                return Optional.empty();
            }
            try {
                return copy.map(how);
            } catch (StoreClosed moved) {
                // between the two calls
            }
        }
        return Optional.empty();
    }

    /** What is brought up from its log lacks nobody knows how much, until it has caught up once. */
    private static boolean mayBeRead(ViewReads view, Consistency wanted, Log log, int partition) {
        return view.isActive(log, partition)
                || (wanted == Consistency.ANY
                        && view.copyState(log, partition)
                                .flatMap(CopyState::behind)
                                .isPresent());
    }
}
