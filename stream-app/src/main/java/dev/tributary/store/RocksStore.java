package dev.tributary.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ordered store on disk. There is no write-ahead log: after a crash the store is as it was at some earlier batch, and
 * whoever writes it also writes, in each batch, how far it had come.
 */
public final class RocksStore implements OrderedStore {
    /** A store that is written alone fills it; one of many is flushed sooner, when all buffers together are too large. */
    private static final long WRITE_BUFFER_BYTES = 4L << 20;

    /** What the first entry takes: an eighth of the buffer by default, which with hundreds of stores is all that there is. */
    private static final long ARENA_BYTES = 16L << 10;

    /** Four MiB are set aside on disk by default, of which a store of ours uses a few KiB. */
    private static final long MANIFEST_BYTES = 64L << 10;

    private static final int BLOCK_BYTES = 8 << 10;
    private static final long CLOSE_WAIT_MS = 30_000;
    private static final double BLOOM_BITS_PER_KEY = 10;

    private static final Logger LOG = LoggerFactory.getLogger(RocksStore.class);

    private final SharedMemory memory;
    private final Options options;
    private final BloomFilter bloom;
    private final WriteOptions writeOptions;
    private final RocksDB db;
    private final Revisions revisions = new Revisions();
    private boolean closed;
    private boolean released;
    private int readers;

    /** Opens the store of the directory, which is made if it is missing. */
    public RocksStore(Path directory) {
        memory = SharedMemory.get();
        bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
        options = options(memory.writeBuffers(), tables(memory.cache(), bloom));
        writeOptions = new WriteOptions().setDisableWAL(true);
        db = open(directory);
        memory.opened(this);
    }

    private RocksDB open(Path directory) {
        try {
            Files.createDirectories(directory);
            return RocksDB.open(options, directory.toString());
        } catch (IOException failure) {
            closeOptions();
            throw new UncheckedIOException("cannot make the state directory " + directory, failure);
        } catch (RocksDBException failure) {
            closeOptions();
            throw new StoreException("cannot open the store in " + directory, failure);
        }
    }

    private void closeOptions() {
        writeOptions.close();
        options.close();
        bloom.close();
    }

    private static Options options(WriteBufferManager writeBuffers, BlockBasedTableConfig tables) {
        return new Options()
                .setCreateIfMissing(true)
                .setWriteBufferManager(writeBuffers)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setArenaBlockSize(ARENA_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setMaxOpenFiles(-1)
                .setKeepLogFileNum(1)
                .setManifestPreallocationSize(MANIFEST_BYTES)
                // nobody reads them
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0)
                .setTableFormatConfig(tables);
    }

    private static BlockBasedTableConfig tables(LRUCache cache, BloomFilter bloom) {
        return new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                // in one piece, those of a large table do not fit into a shard of the cache, and are read again each
                // time
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setMetadataBlockSize(BLOCK_BYTES)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setFilterPolicy(bloom);
    }

    /** One of RocksDB's own figures. */
    long figure(String property) {
        try {
            return db.getLongProperty(property);
        } catch (RocksDBException failure) {
            throw new StoreException("cannot tell " + property, failure);
        }
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        try {
            return db.get(key);
        } catch (RocksDBException failure) {
            throw new StoreException("cannot read", failure);
        }
    }

    @Override
    public Cursor cursor() {
        return new RocksCursor(db.newIterator());
    }

    @Override
    public Batch newBatch() {
        return new RocksBatch();
    }

    @Override
    public void write(Batch batch) {
        try {
            db.write(writeOptions, ((RocksBatch) batch).batch);
        } catch (RocksDBException failure) {
            throw new StoreException("cannot write", failure);
        }
        memory.written();
    }

    @Override
    public synchronized Snapshot snapshot() {
        if (!enter()) {
            throw new StoreClosed();
        }
        return new RocksSnapshot();
    }

    @Override
    public Revisions revisions() {
        return revisions;
    }

    private synchronized void readerLeft() {
        readers--;
        notifyAll();
    }

    /** What it has written that is not on disk; 0 when it is closed. */
    long bufferedBytes() {
        if (!enter()) {
            return 0;
        }
        try {
            return figure("rocksdb.cur-size-active-mem-table");
        } finally {
            readerLeft();
        }
    }

    /** Makes room for another store that writes. What goes wrong is for those to hear who write this one. */
    void flushForRoom(boolean wait) {
        if (!enter()) {
            return;
        }
        try {
            flush(wait);
        } catch (StoreException failure) {
            LOG.warn("A store could not be flushed to make room for others: {}", failure.getMessage());
        } finally {
            readerLeft();
        }
    }

    /** False when it is closed; else it is not while somebody is in it. */
    private synchronized boolean enter() {
        if (closed) {
            return false;
        }
        readers++;
        return true;
    }

    @Override
    public void flush() {
        flush(true);
    }

    private void flush(boolean wait) {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(wait)) {
            db.flush(flush);
        } catch (RocksDBException failure) {
            throw new StoreException("cannot flush", failure);
        }
    }

    @Override
    public synchronized void close() {
        if (released) {
            return;
        }
        closed = true;
        memory.closed(this);
        awaitReaders();
        released = true;
        try {
            flush();
        } finally {
            // a full disk, too: what holds the store's lock could not open it again
            db.close();
            closeOptions();
        }
    }

    /** A reader left behind would read freed memory: rather fail to close than crash the process. */
    private synchronized void awaitReaders() {
        long deadline = System.nanoTime() + CLOSE_WAIT_MS * 1_000_000;
        while (readers > 0) {
            long leftMs = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new IllegalStateException(
                        readers + " readers still hold the store after " + CLOSE_WAIT_MS + " ms; it was not closed");
            }
            try {
                wait(leftMs);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the readers of a store", stop);
            }
        }
    }

    private final class RocksSnapshot implements Snapshot {
        private final org.rocksdb.Snapshot snapshot = db.getSnapshot();
        private final ReadOptions readOptions = new ReadOptions().setSnapshot(snapshot);

        @Override
        public byte @Nullable [] get(byte[] key) {
            try {
                return db.get(readOptions, key);
            } catch (RocksDBException failure) {
                throw new StoreException("cannot read", failure);
            }
        }

        @Override
        public Cursor cursor() {
            return new RocksCursor(db.newIterator(readOptions));
        }

        @Override
        public void close() {
            readOptions.close();
            db.releaseSnapshot(snapshot);
            readerLeft();
        }
    }

    private static final class RocksBatch implements Batch {
        private final WriteBatch batch = new WriteBatch();

        @Override
        public void put(byte[] key, byte[] value) {
            try {
                batch.put(key, value);
            } catch (RocksDBException failure) {
                throw new StoreException("cannot add to a batch", failure);
            }
        }

        @Override
        public void delete(byte[] key) {
            try {
                batch.delete(key);
            } catch (RocksDBException failure) {
                throw new StoreException("cannot add to a batch", failure);
            }
        }

        @Override
        public void close() {
            batch.close();
        }
    }
}
