package dev.tributary.runtime;

import dev.tributary.plan.Log;
import dev.tributary.topology.FoldStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Remembers which stores of a view are open here. Asking Kafka Streams takes locks that its threads hold while they restore, and
 * costs an exception for each store that is elsewhere: too much for every read. Thread-safe.
 */
final class OpenStores {
    /** For so long a store that came meanwhile may not be found. */
    private static final long ABSENCE_HOLDS_NS = 50_000_000;

    private final Map<Place, Known> places = new ConcurrentHashMap<>();

    private record Place(Log log, int partition) {}

    private static final class Known {
        private final ReentrantLock asking = new ReentrantLock();
        private volatile Optional<FoldStore> store = Optional.empty();
        private volatile long askedNs = Long.MIN_VALUE;

        boolean isOpen() {
            return store.isPresent() && store.get().isOpen();
        }

        boolean isAbsent() {
            return store.isEmpty() && askedNs != Long.MIN_VALUE;
        }

        boolean holds() {
            return isOpen() || (isAbsent() && System.nanoTime() - askedNs < ABSENCE_HOLDS_NS);
        }

        Optional<FoldStore> ask(Supplier<Optional<FoldStore>> question) {
            store = question.get();
            askedNs = System.nanoTime();
            return store;
        }
    }

    /**
     * A store that is open; empty when it is not here.
     *
     * @param question asks Kafka Streams
     */
    Optional<FoldStore> find(Log log, int partition, Supplier<Optional<FoldStore>> question) {
        Known known = places.computeIfAbsent(new Place(log, partition), first -> new Known());
        if (known.holds()) {
            return known.store;
        }
        // while one asks whether it has come, it counts as away for the others
        if (known.isAbsent() && known.asking.isLocked()) {
            return Optional.empty();
        }
        known.asking.lock();
        try {
            return known.holds() ? known.store : known.ask(question);
        } finally {
            known.asking.unlock();
        }
    }
}
