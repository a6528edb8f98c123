package dev.tributary.trials.read;

/** Tells whether a fault was on at a time. Set by one thread, asked by any. */
public final class FaultClock {
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
}
