package dev.tributary.config;

/**
 * How much one request may ask for, and how many may stay open.
 *
 * @param page documents of a page
 * @param keys keys of {@code ?key=}
 * @param urlBytes of path and query
 * @param headerBytes of all headers together
 * @param streams of events, and requests that wait for a change
 */
public record HttpLimits(int page, int keys, int urlBytes, int headerBytes, int streams) {
    public static final HttpLimits DEFAULT = new HttpLimits(1000, 1000, 16 << 10, 16 << 10, 10_000);
}
