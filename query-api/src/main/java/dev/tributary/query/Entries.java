package dev.tributary.query;

import dev.tributary.plan.Index;
import dev.tributary.store.FoldState;
import dev.tributary.store.OrderedStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of a lookup, those of each tuple of values as they were when opened. Holds the stores open. Not thread-safe. */
final class Entries implements AutoCloseable {
    private final List<OfValues> opened = new ArrayList<>();

    void add(OfValues entries) {
        opened.add(entries);
    }

    /** The keys of documents behind a key (or from the first on, for null), in order, each once. */
    List<byte[]> keysAfter(byte @Nullable [] after, int atMost) {
        return Keys.merge(opened, after, atMost);
    }

    @Override
    public void close() {
        opened.forEach(OfValues::close);
        opened.clear();
    }

    /** Those of one tuple of values, in a store of them as it is now. */
    static OfValues of(OrderedStore store, byte[] values) {
        OrderedStore.Snapshot snapshot = store.snapshot();
        try {
            return new OfValues(snapshot, snapshot.cursor(), values);
        } catch (RuntimeException failure) {
            // a snapshot left open would keep the store from closing
            snapshot.close();
            throw failure;
        }
    }

    /** The entries of one tuple of values. */
    record OfValues(OrderedStore.Snapshot snapshot, OrderedStore.Cursor cursor, byte[] values)
            implements Keys, AutoCloseable {

        /** The offset of the last record of the log that the copy has taken in; -1 when it has none. */
        long folded() {
            @Nullable Long last = FoldState.offset(snapshot);
            return last == null ? -1 : last;
        }

        @Override
        public byte @Nullable [] next(byte @Nullable [] after) {
            return Index.nextKey(cursor, values, after);
        }

        @Override
        public void close() {
            cursor.close();
            snapshot.close();
        }
    }
}
