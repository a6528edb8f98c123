package dev.tributary.runtime;

/**
 * How far behind something is.
 *
 * @param records that it has still to take in
 * @param ms for how long the oldest of them can have waited; 0 when there are none
 */
public record Lag(long records, long ms) {
    public static final Lag NONE = new Lag(0, 0);
}
