package dev.tributary.cluster;

import dev.tributary.plan.Log;
import dev.tributary.query.Consistency;
import dev.tributary.runtime.Lag;
import dev.tributary.runtime.Placement;
import dev.tributary.runtime.ViewReads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the copies of a partition that may be read, the best first: the active one, here or where the group's last rebalance or an
 * instance itself says that it is; then those that stand by or are restored, the least behind first; then those on instances that
 * did not answer lately; last those that are far behind, since an instance that does not answer costs less than an old document.
 * Thread-safe.
 */
final class Router {
    /** A placement changes with a rebalance, which takes longer. */
    private static final long PLACEMENT_HOLDS_NS = 100_000_000L;

    /**
     * A copy that is so much further behind than its view is is not read while there is any other. An active one never is: an
     * instance that has just started only knows less of the view, and so thinks that it is further behind.
     */
    private static final long LATE_MS = 10_000;

    private final Peers peers;
    private final Definitions definitions;
    private final Map<Store, Known> placements = new ConcurrentHashMap<>();

    private record Store(ViewReads view, Log log) {}

    private record Known(Placement placement, long atNs) {}

    /** @param isLate whether it is far behind the view, as what is restored from the beginning of its log */
    private record Candidate(Choice choice, long behind, boolean isLate) {
        static Candidate of(Choice choice, Told.Copy copy, Lag view) {
            boolean isBehind = !copy.active() && copy.behind() > 0;
            return new Candidate(choice, copy.behind(), isBehind && copy.lagMs() > view.ms() + LATE_MS);
        }

        /** Of which its instance has not told. */
        static Candidate unknown(Choice choice) {
            return new Candidate(choice, Long.MAX_VALUE, false);
        }

        boolean isSuspect() {
            return choice instanceof Choice.There there && there.peer().isSuspect();
        }
    }

    /** On time before late, unsuspected before suspected, active before others, near before far, here before elsewhere. */
    private static final Comparator<Candidate> BEST = Comparator.comparing(Candidate::isLate)
            .thenComparing(Candidate::isSuspect)
            .thenComparing(each -> !each.choice.active())
            .thenComparing(Candidate::behind)
            .thenComparing(each -> each.choice instanceof Choice.There);

    Router(Peers peers, Definitions definitions) {
        this.peers = peers;
        this.definitions = definitions;
    }

    /** All copies that may be there, the best first. */
    List<Choice> choices(ViewReads view, Log log, int partition, Consistency wanted) {
        if (view.isActive(log, partition)) {
            return List.of(new Choice.Here(true));
        }
        Optional<Placement.Partition> placed = placement(view, log).partitions().stream()
                .filter(each -> each.number() == partition)
                .findFirst();
        List<Candidate> all = new ArrayList<>();
        for (Peer peer : peers.all()) {
            all.addAll(candidates(peer, view, log, partition, placed));
        }
        LocalCopy.of(view, log, partition)
                .ifPresent(copy -> all.add(Candidate.of(new Choice.Here(false), copy, view.lag())));
        return all.stream()
                .filter(each -> wanted == Consistency.ANY || each.choice.active())
                .sorted(BEST)
                .map(Candidate::choice)
                .toList();
    }

    /**
     * An instance that should have the active copy, or says so, is asked for that; where it has not made its copy active yet, for what
     * it has.
     */
    private List<Candidate> candidates(
            Peer peer, ViewReads view, Log log, int partition, Optional<Placement.Partition> placed) {
        Optional<Told.Copy> told =
                peer.told().copy(view.plan().view().name(), definitions.of(view), log.name(), partition);
        boolean isActive = placed.flatMap(Placement.Partition::active)
                .filter(copy -> isAt(peer, copy))
                .isPresent();
        boolean isStandby =
                placed.stream().flatMap(each -> each.standbys().stream()).anyMatch(copy -> isAt(peer, copy));
        List<Choice> choices = new ArrayList<>();
        if (isActive || told.map(Told.Copy::active).orElse(false)) {
            choices.add(new Choice.There(peer, true));
        }
        if (isActive || isStandby || told.isPresent()) {
            choices.add(new Choice.There(peer, false));
        }
        return choices.stream()
                .map(choice -> told.map(copy -> Candidate.of(choice, copy, view.lag()))
                        .orElseGet(() -> Candidate.unknown(choice)))
                .toList();
    }

    private static boolean isAt(Peer peer, Placement.Copy copy) {
        return copy.instance().equals(Optional.of(peer.address()));
    }

    private Placement placement(ViewReads view, Log log) {
        Store store = new Store(view, log);
        Known known = placements.get(store);
        long now = System.nanoTime();
        if (known == null || now - known.atNs > PLACEMENT_HOLDS_NS) {
            known = new Known(view.placement(log), now);
            placements.put(store, known);
            known.placement.instances().forEach(peers::at);
        }
        return known.placement;
    }

    /** A placement was wrong: it is looked at again. */
    void forget(ViewReads view, Log log) {
        placements.remove(new Store(view, log));
    }

    /** Whether this instance knows any other. */
    boolean isAlone() {
        return peers.all().isEmpty();
    }
}
