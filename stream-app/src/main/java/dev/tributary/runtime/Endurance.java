package dev.tributary.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What is done when threads of an application fail. Most failures pass, so a thread is replaced, each time after a longer
 * wait; when too many come within a while, the application gives up, and is tried again later, each time after a longer wait.
 * Thread-safe.
 */
final class Endurance {
    private static final int REPLACEMENTS_PER_THREAD = 5;
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(8);

    private final int threads;
    private final Duration firstRetry;
    private final Deque<Long> failures = new ArrayDeque<>();
    private int retries;
    private long gaveUpAtMs;

    Endurance(int threads) {
        this(threads, FIRST_RETRY);
    }

    Endurance(int threads, Duration firstRetry) {
        this.threads = threads;
        this.firstRetry = firstRetry;
    }

    /** A thread has failed: how long to wait before it is replaced, or empty to give up. */
    synchronized Optional<Duration> failed(long nowMs) {
        while (!failures.isEmpty() && nowMs - failures.getFirst() > WITHIN.toMillis()) {
            failures.removeFirst();
        }
        if (failures.size() >= REPLACEMENTS_PER_THREAD * threads) {
            return Optional.empty();
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << (failures.size() / threads));
        failures.addLast(nowMs);
        return Optional.of(wait);
    }

    /** It has given up: how long to wait before it is tried again. */
    synchronized Duration gaveUp(long nowMs) {
        if (nowMs - gaveUpAtMs > 2 * LONGEST_RETRY.toMillis()) {
            retries = 0;
        }
        gaveUpAtMs = nowMs;
        Duration wait = firstRetry.multipliedBy(1L << Math.min(retries++, 3));
        return wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
    }
}
