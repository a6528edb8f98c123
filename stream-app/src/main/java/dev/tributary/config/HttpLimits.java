package dev.tributary.config;

/**
 * How much one request may ask for.
 *
 * @param page documents of a page
 * @param keys keys of {@code ?key=}
 * @param urlBytes of path and query
 * @param headerBytes of all headers together
 */
public record HttpLimits(int page, int keys, int urlBytes, int headerBytes) {
    public static final HttpLimits DEFAULT = new HttpLimits(1000, 1000, 16 << 10, 16 << 10);
}
