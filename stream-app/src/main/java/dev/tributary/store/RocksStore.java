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
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * An ordered store on disk. There is no write-ahead log: after a crash the store is as it was at some earlier batch, and
 * whoever writes it also writes, in each batch, how far it had come.
 */
public final class RocksStore implements OrderedStore {
    /** One block cache and one write-buffer budget for all stores of the process, in bytes. */
    private static final long CACHE_BYTES = 64L << 20;

    private static final long WRITE_BUFFERS_BYTES = 64L << 20;
    private static final long WRITE_BUFFER_BYTES = 8L << 20;
    private static final int BLOCK_BYTES = 8 << 10;
    private static final long CLOSE_WAIT_MS = 30_000;
    private static final double BLOOM_BITS_PER_KEY = 10;

    /** Loads the native library before the first native object of the process is made. */
    private static final class Shared {
        static final LRUCache CACHE;
        static final WriteBufferManager WRITE_BUFFERS;

        static {
            RocksDB.loadLibrary();
            CACHE = new LRUCache(CACHE_BYTES);
            WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);
        }
    }

    private final Options options;
    private final BloomFilter bloom;
    private final WriteOptions writeOptions;
    private final RocksDB db;
    private boolean closed;
    private boolean released;
    private int readers;

    /** Opens the store of the directory, which is made if it is missing. */
    public RocksStore(Path directory) {
        LRUCache cache = Shared.CACHE;
        bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
        options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferManager(Shared.WRITE_BUFFERS)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setMaxOpenFiles(-1)
                .setKeepLogFileNum(1)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(BLOCK_BYTES)
                        .setCacheIndexAndFilterBlocks(true)
                        .setFilterPolicy(bloom));
        writeOptions = new WriteOptions().setDisableWAL(true);
        try {
            Files.createDirectories(directory);
            db = RocksDB.open(options, directory.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make the state directory " + directory, failure);
        } catch (RocksDBException failure) {
            throw new StoreException("cannot open the store in " + directory, failure);
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
    }

    @Override
    public synchronized Snapshot snapshot() {
        if (closed) {
            throw new StoreClosed();
        }
        readers++;
        return new RocksSnapshot();
    }

    private synchronized void readerLeft() {
        readers--;
        notifyAll();
    }

    @Override
    public void flush() {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
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
        awaitReaders();
        released = true;
        try {
            flush();
        } finally {
            // a full disk, too: what holds the store's lock could not open it again
            db.close();
            writeOptions.close();
            options.close();
            bloom.close();
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

    private record RocksCursor(RocksIterator iterator) implements Cursor {
        @Override
        public boolean isValid() {
            if (iterator.isValid()) {
                return true;
            }
            checkStatus();
            return false;
        }

        /** An iterator that met an error looks like one at the end. */
        private void checkStatus() {
            try {
                iterator.status();
            } catch (RocksDBException failure) {
                throw new StoreException("cannot read", failure);
            }
        }

        @Override
        public byte[] key() {
            return iterator.key();
        }

        @Override
        public byte[] value() {
            return iterator.value();
        }

        @Override
        public void next() {
            iterator.next();
        }

        @Override
        public void seek(byte[] key) {
            iterator.seek(key);
        }

        @Override
        public void close() {
            iterator.close();
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
