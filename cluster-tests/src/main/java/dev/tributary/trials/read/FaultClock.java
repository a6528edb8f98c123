package dev.tributary.trials.read;

import java.util.Locale;

/** The time of a trial: whether a fault was on then. Set by one thread, asked by any. */
public final class FaultClock {
    private final long startNs = System.nanoTime();
    private volatile boolean on;
    private volatile long lastOffNs = Long.MIN_VALUE;

    /** A fault begins. */
    public void on() {
        on = true;
    }

    /** All is well again. */
    public void off() {
        lastOffNs = System.nanoTime();
        on = false;
    }

    /** Whether one is on, or was since then. */
    public boolean wasOnSince(long ns) {
        return on || lastOffNs >= ns;
    }

    /** A time as people read it: seconds since the trial began. */
    public String text(long ns) {
        return String.format(Locale.ROOT, "%7.1f s", (ns - startNs) / 1e9);
    }
}
