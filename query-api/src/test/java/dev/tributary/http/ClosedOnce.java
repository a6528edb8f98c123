package dev.tributary.http;

import dev.tributary.plan.Log;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.OrderedStore;
import java.util.Optional;

/** Hands out a closed store first, then what the view has. */
final class ClosedOnce extends OtherView {
    private final OrderedStore closed;
    volatile int asked;

    ClosedOnce(ViewReads view, OrderedStore closed) {
        super(view);
        this.closed = closed;
    }

    @Override
    public boolean isActive(Log log, int partition) {
        return true;
    }

    @Override
    public synchronized Optional<OrderedStore> copy(Log log, int partition) {
        return ++asked == 1 ? Optional.of(closed) : super.copy(log, partition);
    }
}
