package dev.tributary.http;

import dev.tributary.config.HostPort;
import dev.tributary.plan.Log;
import dev.tributary.runtime.CopyState;
import dev.tributary.runtime.Lag;
import dev.tributary.runtime.Placement;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.store.OrderedStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one instance has of a view, and where it believes the rest to be. All its stores are placed alike. */
final class SplitView extends OtherView {
    private final Set<HostPort> instances;
    private final Set<Integer> active = new HashSet<>();
    private final Set<Integer> standby = new HashSet<>();
    private final Map<Integer, @Nullable HostPort> actives = new HashMap<>();
    private final Map<Integer, @Nullable HostPort> standbys = new HashMap<>();
    /** Records that the copies here have not taken in, of 10, and for so many ms. */
    volatile int behind;

    /** Whether anybody knows how far they are behind; else they may not be read. */
    volatile boolean isAgeKnown = true;

    /** How far the view is behind its topics, as far as this instance knows. */
    volatile Lag lag = Lag.NONE;

    volatile Optional<ViewStatus> status = Optional.empty();

    SplitView(ViewReads view, Set<HostPort> instances) {
        super(view);
        this.instances = instances;
    }

    /** This instance has the active copies of these partitions, and stands by for those. */
    synchronized void has(Set<Integer> activeHere, Set<Integer> standbyHere) {
        active.clear();
        active.addAll(activeHere);
        standby.clear();
        standby.addAll(standbyHere);
    }

    /** Where this instance believes the copies of a partition to be; null for nowhere. */
    synchronized void believe(int partition, @Nullable HostPort activeAt, @Nullable HostPort standbyAt) {
        actives.put(partition, activeAt);
        standbys.put(partition, standbyAt);
    }

    @Override
    public synchronized boolean isActive(Log log, int partition) {
        return active.contains(partition);
    }

    @Override
    public synchronized Optional<OrderedStore> copy(Log log, int partition) {
        return active.contains(partition) || standby.contains(partition)
                ? super.copy(log, partition)
                : Optional.empty();
    }

    @Override
    public synchronized Optional<CopyState> copyState(Log log, int partition) {
        CopyState.Role role = active.contains(partition) ? CopyState.Role.ACTIVE : CopyState.Role.STANDBY;
        return copy(log, partition)
                .map(copy -> new CopyState(
                        role,
                        10 - behind,
                        OptionalLong.of(10),
                        Optional.of(new Lag(behind, behind)).filter(lag -> isAgeKnown)));
    }

    @Override
    public synchronized Placement placement(Log log) {
        List<Placement.Partition> all = new ArrayList<>();
        for (int partition = 0; partition < partitions(); partition++) {
            all.add(new Placement.Partition(
                    partition,
                    Optional.ofNullable(actives.get(partition)).map(SplitView::at),
                    Optional.ofNullable(standbys.get(partition)).map(SplitView::at).stream()
                            .toList()));
        }
        return new Placement(instances, all);
    }

    private static Placement.Copy at(HostPort instance) {
        return new Placement.Copy(Optional.of(instance), OptionalLong.empty());
    }

    @Override
    public Lag lag() {
        return lag;
    }

    @Override
    public ViewStatus status() {
        return status.orElseGet(super::status);
    }
}
