package dev.tributary.config;

/**
 * How much memory all stores of the process share, outside of the Java heap, however many views and partitions there are.
 *
 * @param cacheBytes for what was read from disk, and what finds it there
 * @param writeBufferBytes for what was written and is not yet on disk; what of it is not needed serves as cache, too
 */
public record StoreMemory(long cacheBytes, long writeBufferBytes) {
    public static final long LEAST_BYTES = 4L << 20;

    public static final StoreMemory DEFAULT = new StoreMemory(64L << 20, 64L << 20);

    public StoreMemory {
        if (cacheBytes < LEAST_BYTES || writeBufferBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("Expected at least " + LEAST_BYTES + " bytes of each, but came "
                    + cacheBytes + " of cache and " + writeBufferBytes + " of write buffers");
        }
    }

    public long totalBytes() {
        return cacheBytes + writeBufferBytes;
    }
}
