package dev.tributary.store;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Tells whether what a store says of a key is still what it said before, for less than reading it costs. Keys share counters,
 * so the change of one may count for others, too. Written by the thread that writes the store; read by any.
 */
public final class Revisions {
    /** With a thousand changes a second in a store, what is read in between stays known for a quarter of a second. */
    private static final int COUNTERS = 256;

    /** Odd while what it counts is being written. */
    private final AtomicLongArray counters = new AtomicLongArray(COUNTERS);

    /**
     * What a key has in a store since some time. As long as an equal one comes, what was read after the first came is what there is.
     *
     * @param of the store that the key is in
     */
    public record Revision(Revisions of, long count) {}

    /** That of a key now; empty while it is being changed. To be asked for before a snapshot is taken. */
    public Optional<Revision> of(byte[] key) {
        long count = counters.get(counter(key));
        return isChanging(count) ? Optional.empty() : Optional.of(new Revision(this, count));
    }

    /** Changes a key. */
    void change(byte[] key, Runnable write) {
        int counter = counter(key);
        counters.incrementAndGet(counter);
        try {
            write.run();
        } finally {
            counters.incrementAndGet(counter);
        }
    }

    private static boolean isChanging(long count) {
        return (count & 1) == 1;
    }

    private static int counter(byte[] key) {
        return Math.floorMod(Arrays.hashCode(key), COUNTERS);
    }
}
