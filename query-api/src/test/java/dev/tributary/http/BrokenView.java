package dev.tributary.http;

import dev.tributary.plan.Log;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.Revisions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A view whose stores fail while they are read. */
final class BrokenView extends OtherView {
    private final int goodSeeks;

    /** @param goodSeeks how often cursors of a snapshot can be sought before they fail; with none, nothing can be read */
    BrokenView(ViewReads view, int goodSeeks) {
        super(view);
        this.goodSeeks = goodSeeks;
    }

    @Override
    public Optional<OrderedStore> copy(Log log, int partition) {
        return super.copy(log, partition).map(store -> new BrokenStore(store, goodSeeks));
    }

    private record BrokenStore(OrderedStore store, int goodSeeks) implements OrderedStore {
        @Override
        public Snapshot snapshot() {
            return new BrokenSnapshot(store.snapshot(), new AtomicInteger(goodSeeks));
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            return store.get(key);
        }

        @Override
        public Cursor cursor() {
            return store.cursor();
        }

        @Override
        public void write(Batch batch) {
            store.write(batch);
        }

        @Override
        public Batch newBatch() {
            return store.newBatch();
        }

        @Override
        public Revisions revisions() {
            return store.revisions();
        }

        @Override
        public void flush() {
            store.flush();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private record BrokenSnapshot(OrderedStore.Snapshot snapshot, AtomicInteger goodSeeks)
            implements OrderedStore.Snapshot {
        @Override
        public byte @Nullable [] get(byte[] key) {
            if (goodSeeks.get() == 0) {
                throw new IllegalStateException("a secret of the disk");
            }
            return snapshot.get(key);
        }

        @Override
        public OrderedStore.Cursor cursor() {
            return new BrokenCursor(snapshot.cursor(), goodSeeks);
        }

        @Override
        public void close() {
            snapshot.close();
        }
    }

    private record BrokenCursor(OrderedStore.Cursor cursor, AtomicInteger goodSeeks) implements OrderedStore.Cursor {
        @Override
        public void seek(byte[] key) {
            if (goodSeeks.getAndDecrement() <= 0) {
                throw new IllegalStateException("a secret of the disk");
            }
            cursor.seek(key);
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
            cursor.next();
        }

        @Override
        public void close() {
            cursor.close();
        }
    }
}
