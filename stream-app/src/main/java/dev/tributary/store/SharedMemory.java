package dev.tributary.store;

import dev.tributary.config.StoreMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Env;
import org.rocksdb.LRUCache;
import org.rocksdb.Priority;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The memory outside of the Java heap that all stores of the process share, however many there are: one cache of blocks, in
 * which indexes and filters have their place, too, and one budget of write buffers, which is charged to the cache. So the
 * cache's capacity is the whole budget, and what writes do not need serves reads.
 *
 * <p>The limit is soft: a read whose blocks do not fit is answered all the same. What RocksDB does by itself when the write
 * buffers are used up is to flush the store that is being written, in the background: with hundreds of stores, most of the
 * memory is in the others, and writing is faster than flushing. So the largest buffers of all are flushed here, whosesoever
 * they are, and who writes waits for that.
 *
 * <p>It is made with the first store, and lives as long as the process: stores come and go with their partitions.
 */
public final class SharedMemory {
    /** Sixteen shards: by its size it would have so many that each is too small for the parts of a large table. */
    private static final int SHARD_BITS = 4;

    private static final boolean STRICT = false;
    /** Of the cache for indexes and filters, which go last. */
    private static final double HIGH_PRIORITY = 0.25;

    private static StoreMemory limit = StoreMemory.DEFAULT;
    private static @Nullable SharedMemory shared;

    /** Every so many batches, of all stores, the write buffers are looked at. */
    private static final int LOOK_EVERY = 16;

    private static final int FLUSHING_THREADS = 2;

    private final LRUCache cache;
    private final WriteBufferManager writeBuffers;
    private final long writeBufferBytes;
    private final Set<RocksStore> stores = ConcurrentHashMap.newKeySet();
    private final AtomicInteger writes = new AtomicInteger();
    private final ReentrantLock relieving = new ReentrantLock();

    private SharedMemory(StoreMemory memory) {
        RocksDB.loadLibrary();
        cache = new LRUCache(memory.totalBytes(), SHARD_BITS, STRICT, HIGH_PRIORITY);
        writeBufferBytes = memory.writeBufferBytes();
        writeBuffers = new WriteBufferManager(writeBufferBytes, cache);
        Env.getDefault().setBackgroundThreads(FLUSHING_THREADS, Priority.HIGH);
    }

    private record Buffer(RocksStore store, long bytes) {}

    /**
     * What the process has of it.
     *
     * @param limitBytes of cache and write buffers together
     * @param usedBytes of that
     * @param pinnedBytes of what is used: write buffers, and blocks that are being read
     */
    public record Figures(long limitBytes, long usedBytes, long pinnedBytes) {}

    /** Sets the limit; false when there are stores already, under another. */
    public static synchronized boolean limit(StoreMemory memory) {
        if (shared == null) {
            limit = memory;
        }
        return limit.equals(memory);
    }

    static synchronized SharedMemory get() {
        if (shared == null) {
            shared = new SharedMemory(limit);
        }
        return shared;
    }

    /** Safe at any time: it asks no store. */
    public static synchronized Figures figures() {
        return shared == null
                ? new Figures(limit.totalBytes(), 0, 0)
                : new Figures(limit.totalBytes(), shared.cache.getUsage(), shared.cache.getPinnedUsage());
    }

    void opened(RocksStore store) {
        stores.add(store);
    }

    void closed(RocksStore store) {
        stores.remove(store);
    }

    /** Called by who has written; it may have to wait until there is room again. */
    void written() {
        if (writes.incrementAndGet() % LOOK_EVERY != 0 || excess() <= 0) {
            return;
        }
        if (excess() > writeBufferBytes / 4) {
            relieving.lock();
        } else if (!relieving.tryLock()) {
            return;
        }
        try {
            relieve();
        } finally {
            relieving.unlock();
        }
    }

    /** Begins before RocksDB would flush whoever writes. What is being read counts, too, but is little. */
    private long excess() {
        return cache.getPinnedUsage() - writeBufferBytes * 3 / 4;
    }

    private void relieve() {
        long wanted = excess();
        if (wanted <= 0) {
            return;
        }
        wanted += writeBufferBytes / 8;
        List<Buffer> largest = new ArrayList<>();
        stores.forEach(store -> largest.add(new Buffer(store, store.bufferedBytes())));
        largest.sort(Comparator.comparingLong(Buffer::bytes).reversed());
        List<RocksStore> flushing = new ArrayList<>();
        for (Buffer each : largest) {
            if (wanted <= 0) {
                break;
            }
            wanted -= each.bytes;
            flushing.add(each.store);
        }
        flushing.forEach(store -> store.flushForRoom(false));
        flushing.forEach(store -> store.flushForRoom(true));
    }

    LRUCache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }
}
