package dev.tributary.config;

/**
 * How much one request may ask for, how many may stay open, and how much is kept of what was sent.
 *
 * @param page documents of a page
 * @param keys keys of {@code ?key=}
 * @param urlBytes of path and query
 * @param headerBytes of all headers together
 * @param streams of events, and requests that wait for a change
 * @param documentCacheBytes of the Java heap for whole documents that do not change; 0 for none
 */
public record HttpLimits(int page, int keys, int urlBytes, int headerBytes, int streams, long documentCacheBytes) {
    public static final HttpLimits DEFAULT = new HttpLimits(1000, 1000, 16 << 10, 16 << 10, 10_000, 32L << 20);
}
