package dev.tributary.access;

import dev.tributary.config.RateLimit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each client may ask: a bucket of tokens for each, which fills steadily. Of very many clients the one that has
 * been quiet for the longest is forgotten: its bucket is full again by then, or nearly. Thread-safe.
 */
public final class Allowance {
    private static final int MOST_CLIENTS = 10_000;
    private static final double SECOND_NS = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    private static final class Bucket {
        private double tokens;
        private long filledAt;
    }

    /** @param clock nanoseconds since some instant */
    public Allowance(RateLimit limit, LongSupplier clock) {
        this.perSecond = limit.perSecond();
        this.burst = limit.burst();
        this.clock = clock;
    }

    /** Lets the client ask once: 0. Or tells in how many seconds it may. */
    public synchronized int take(String client) {
        long now = clock.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(client, first -> full(now));
        bucket.tokens = Math.min(burst, bucket.tokens + (now - bucket.filledAt) / SECOND_NS * perSecond);
        bucket.filledAt = now;
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return 0;
        }
        return Math.max(1, (int) Math.ceil((1 - bucket.tokens) / perSecond));
    }

    private Bucket full(long now) {
        Bucket bucket = new Bucket();
        bucket.tokens = burst;
        bucket.filledAt = now;
        return bucket;
    }

    /** How many clients are remembered. */
    synchronized int clients() {
        return buckets.size();
    }
}
