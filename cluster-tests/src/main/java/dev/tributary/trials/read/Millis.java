package dev.tributary.trials.read;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** How often which time came, in tenths of a millisecond. Thread-safe. */
public final class Millis {
    private static final int BUCKETS = 600_000;
    private static final long BUCKET_NS = 100_000;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(BUCKETS);
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong maxNs = new AtomicLong();

    void add(long ns) {
        counts.incrementAndGet((int) Math.min(BUCKETS - 1, ns / BUCKET_NS));
        total.incrementAndGet();
        maxNs.accumulateAndGet(ns, Math::max);
    }

    public long count() {
        return total.get();
    }

    public double max() {
        return maxNs.get() / 1e6;
    }

    /** The time that so many of a thousand do not exceed. */
    public double quantile(int perThousand) {
        long wanted = total.get() * perThousand / 1_000;
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts.get(i);
            if (seen >= wanted && seen > 0) {
                return Math.min(max(), (i + 1) * (double) BUCKET_NS / 1e6);
            }
        }
        return max();
    }

    @Override
    public String toString() {
        return total.get() == 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "p50 %.1f, p90 %.1f, p99 %.1f, p99.9 %.1f, max %.1f ms",
                        quantile(500),
                        quantile(900),
                        quantile(990),
                        quantile(999),
                        max());
    }
}
