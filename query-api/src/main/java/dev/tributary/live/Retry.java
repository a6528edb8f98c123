package dev.tributary.live;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tries again what did not go, after a while that becomes longer. Used by one thread at a time. */
final class Retry {
    private static final long FIRST_MS = 4;
    private static final long LAST_MS = 1_000;

    private final ScheduledExecutorService timer;
    private final Runnable again;
    private long waitMs = FIRST_MS;
    private volatile boolean isWaiting;
    private @Nullable Future<?> next;

    Retry(ScheduledExecutorService timer, Runnable again) {
        this.timer = timer;
        this.again = again;
    }

    /** Sees to it that it is tried again unless it went; says whether it did. */
    boolean after(boolean hasGone) {
        if (hasGone) {
            waitMs = FIRST_MS;
        } else if (!isWaiting) {
            isWaiting = true;
            schedule(waitMs);
            waitMs = Math.min(2 * waitMs, LAST_MS);
        }
        return hasGone;
    }

    private void schedule(long ms) {
        try {
            next = timer.schedule(
                    () -> {
                        isWaiting = false;
                        again.run();
                    },
                    ms,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // what was to be tried again ends
        }
    }

    /** There is nothing more to try. */
    void cancel() {
        Future<?> scheduled = next;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }
}
