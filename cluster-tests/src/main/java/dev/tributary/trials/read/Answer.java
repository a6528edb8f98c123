package dev.tributary.trials.read;

/**
 * An answer of the service.
 *
 * @param servedBy the header {@code Served-By}, empty without one
 * @param lagMs the time of the header {@code View-Lag}, {@link #NO_LAG} without one
 */
public record Answer(int status, String servedBy, long lagMs, byte[] body) {
    public static final long NO_LAG = -1;
}
