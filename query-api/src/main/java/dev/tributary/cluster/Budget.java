package dev.tributary.cluster;

/** Until when a request is to be answered. */
public record Budget(long deadlineNs) {
    /** What a request gets that asks for nothing else. */
    public static final int DEFAULT_MS = 2_000;

    /** The most that it may ask for. */
    public static final int MOST_MS = 60_000;

    public static Budget ofMs(long ms) {
        return new Budget(System.nanoTime() + ms * 1_000_000);
    }

    /** What is left; 0 when it is over. */
    public long leftMs() {
        return Math.max(0, (deadlineNs - System.nanoTime()) / 1_000_000);
    }

    /** Waits for some time, but not past the end; whether anything is left. */
    boolean pause(long ms) {
        long wait = Math.min(ms, leftMs());
        if (wait > 0) {
            try {
                Thread.sleep(wait);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return leftMs() > 0;
    }
}
