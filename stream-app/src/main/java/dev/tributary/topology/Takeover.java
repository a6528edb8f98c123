package dev.tributary.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Keys found in a published topic, on their way from who reads it to the tasks that keep their documents. Only such a task
 * can withdraw a key without racing the document that may just be coming. Thread-safe.
 */
public final class Takeover {
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 2_000;

    private final Map<Integer, Part> parts = new ConcurrentHashMap<>();

    /** One partition of the documents, while this instance processes it. */
    public static final class Part {
        private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger withdrawn = new AtomicInteger();

        private Part() {}

        /** Hands over a published key; false when there is no room for it within the time. */
        public boolean offer(byte[] key, long waitMs) throws InterruptedException {
            underWay.incrementAndGet();
            boolean taken = waiting.offer(key, waitMs, TimeUnit.MILLISECONDS);
            if (!taken) {
                underWay.decrementAndGet();
            }
            return taken;
        }

        /** Whether all keys handed over have been looked at. */
        public boolean isIdle() {
            return underWay.get() == 0;
        }

        /** How many keys were withdrawn since this was asked last. */
        public int takeWithdrawn() {
            return withdrawn.getAndSet(0);
        }

        /** Looks at some of the keys. */
        void drain(Predicate<byte[]> disown) {
            Collection<byte[]> keys = new ArrayList<>();
            waiting.drainTo(keys, MOST_AT_ONCE);
            for (byte[] key : keys) {
                if (disown.test(key)) {
                    withdrawn.incrementAndGet();
                }
                underWay.decrementAndGet();
            }
        }
    }

    /** The partitions that are processed here now. */
    public Map<Integer, Part> parts() {
        return new TreeMap<>(parts);
    }

    /** Whether a partition is still processed by the same task. */
    public boolean isHere(int partition, Part part) {
        return part.equals(parts.get(partition));
    }

    Part begin(int partition) {
        Part part = new Part();
        parts.put(partition, part);
        return part;
    }

    void end(int partition, Part part) {
        parts.remove(partition, part);
    }
}
