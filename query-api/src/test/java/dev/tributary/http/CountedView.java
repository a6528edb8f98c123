package dev.tributary.http;

import dev.tributary.plan.Log;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.Revisions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A view that counts what readers open of its stores, and what of that is still open. */
final class CountedView extends OtherView {
    final AtomicInteger snapshots = new AtomicInteger();
    final AtomicInteger openSnapshots = new AtomicInteger();
    final AtomicInteger openCursors = new AtomicInteger();

    CountedView(ViewReads view) {
        super(view);
    }

    @Override
    public Optional<OrderedStore> copy(Log log, int partition) {
        return super.copy(log, partition).map(CountedStore::new);
    }

    private final class CountedStore implements OrderedStore {
        private final OrderedStore store;

        CountedStore(OrderedStore store) {
            this.store = store;
        }

        @Override
        public Snapshot snapshot() {
            Snapshot snapshot = store.snapshot();
            snapshots.incrementAndGet();
            openSnapshots.incrementAndGet();
            return new CountedSnapshot(snapshot);
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

    private final class CountedSnapshot implements OrderedStore.Snapshot {
        private final OrderedStore.Snapshot snapshot;

        CountedSnapshot(OrderedStore.Snapshot snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            return snapshot.get(key);
        }

        @Override
        public OrderedStore.Cursor cursor() {
            OrderedStore.Cursor cursor = snapshot.cursor();
            openCursors.incrementAndGet();
            return new CountedCursor(cursor);
        }

        @Override
        public void close() {
            snapshot.close();
            openSnapshots.decrementAndGet();
        }
    }

    private final class CountedCursor implements OrderedStore.Cursor {
        private final OrderedStore.Cursor cursor;

        CountedCursor(OrderedStore.Cursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public void seek(byte[] key) {
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
            openCursors.decrementAndGet();
        }
    }
}
