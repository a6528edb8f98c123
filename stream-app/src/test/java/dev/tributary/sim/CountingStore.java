package dev.tributary.sim;

import dev.tributary.store.OrderedStore;
import dev.tributary.store.Revisions;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store in memory that counts what is asked of it: what takes time in a real one. Single-threaded. */
public final class CountingStore implements OrderedStore {
    private final MemoryStore store;
    private final Cost cost;

    /** What was asked of stores. */
    public static final class Cost {
        private int puts;
        private int deletes;
        private int reads;

        /** Entries written or deleted. */
        public int changes() {
            return puts + deletes;
        }

        /** Entries read: by key, or by a cursor's step or jump. */
        public int reads() {
            return reads;
        }

        void reset() {
            puts = 0;
            deletes = 0;
            reads = 0;
        }

        @Override
        public String toString() {
            return puts + " puts, " + deletes + " deletes, " + reads + " reads";
        }
    }

    CountingStore(MemoryStore store, Cost cost) {
        this.store = store;
        this.cost = cost;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        cost.reads++;
        return store.get(key);
    }

    @Override
    public Cursor cursor() {
        return new CountingCursor(store.cursor());
    }

    @Override
    public Batch newBatch() {
        return new CountingBatch(store.newBatch());
    }

    @Override
    public void write(Batch batch) {
        store.write(((CountingBatch) batch).batch);
    }

    /** One instant, as long as nothing is written: the entries are not copied, so that counting is all it costs. */
    @Override
    public Snapshot snapshot() {
        Supplier<Cursor> cursors = this::cursor;
        return new Snapshot() {
            @Override
            public byte @Nullable [] get(byte[] key) {
                return CountingStore.this.get(key);
            }

            @Override
            public Cursor cursor() {
                return cursors.get();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Revisions revisions() {
        return store.revisions();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private final class CountingBatch implements Batch {
        private final Batch batch;

        CountingBatch(Batch batch) {
            this.batch = batch;
        }

        @Override
        public void put(byte[] key, byte[] value) {
            cost.puts++;
            batch.put(key, value);
        }

        @Override
        public void delete(byte[] key) {
            cost.deletes++;
            batch.delete(key);
        }

        @Override
        public void close() {
            batch.close();
        }
    }

    private final class CountingCursor implements Cursor {
        private final Cursor cursor;

        CountingCursor(Cursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean isValid() {
            return cursor.isValid();
        }

        @Override
        public byte[] key() {
            return cursor.key();
        }

        @Override
        public byte[] value() {
            return cursor.value();
        }

        @Override
        public void next() {
            cost.reads++;
            cursor.next();
        }

        @Override
        public void seek(byte[] key) {
            cost.reads++;
            cursor.seek(key);
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
