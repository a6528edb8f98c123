package dev.tributary.http;

import dev.tributary.plan.Log;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.Revisions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A view whose stores' cursors fail. */
final class BrokenView extends OtherView {
    private final int goodSeeks;

    /** @param goodSeeks how often a snapshot can be read before it fails */
    BrokenView(ViewReads view, int goodSeeks) {
        super(view);
        this.goodSeeks = goodSeeks;
    }

    @Override
    public Optional<OrderedStore> copy(Log log, int partition) {
        return super.copy(log, partition).map(store -> new BrokenStore(store, goodSeeks));
    }

    private record BrokenStore(OrderedStore store, int goodReads) implements OrderedStore {
        @Override
        public Snapshot snapshot() {
            return new BrokenSnapshot(store.snapshot(), goodReads);
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

    private record BrokenSnapshot(OrderedStore.Snapshot snapshot, int goodReads) implements OrderedStore.Snapshot {
        @Override
        public byte @Nullable [] get(byte[] key) {
            if (goodReads == 0) {
                throw new IllegalStateException("a secret of the disk");
            }
            return snapshot.get(key);
        }

        @Override
        public OrderedStore.Cursor cursor() {
            return new BrokenCursor(snapshot.cursor());
        }

        @Override
        public void close() {
            snapshot.close();
        }
    }

    private record BrokenCursor(OrderedStore.Cursor cursor) implements OrderedStore.Cursor {
        @Override
        public void seek(byte[] key) {
            throw new IllegalStateException("a secret of the disk");
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
