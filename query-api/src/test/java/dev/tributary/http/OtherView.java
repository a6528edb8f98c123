package dev.tributary.http;

import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.runtime.LogTail;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.store.OrderedStore;
import java.util.Optional;

/** A view that differs from another in some respect. */
class OtherView implements ViewReads {
    private final ViewReads view;

    OtherView(ViewReads view) {
        this.view = view;
    }

    @Override
    public Plan plan() {
        return view.plan();
    }

    @Override
    public int partitions() {
        return view.partitions();
    }

    @Override
    public ViewStatus status() {
        return view.status();
    }

    @Override
    public boolean isActive(Log log, int partition) {
        return view.isActive(log, partition);
    }

    @Override
    public Optional<LogTail> tail() {
        return view.tail();
    }

    @Override
    public Optional<OrderedStore> copy(Log log, int partition) {
        return view.copy(log, partition);
    }
}
