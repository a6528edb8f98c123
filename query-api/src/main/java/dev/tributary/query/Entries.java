package dev.tributary.query;

import dev.tributary.plan.Index;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.FoldState;
import dev.tributary.store.OrderedStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a lookup, those of each tuple of values as they were when opened. Holds the stores open: must be closed, and
 * soon. Not thread-safe.
 */
public final class Entries implements AutoCloseable {
    private final ViewReads view;
    private final Lookup lookup;
    private final List<OfValues> opened = new ArrayList<>();

    public Entries(ViewReads view, Lookup lookup) {
        this.view = view;
        this.lookup = lookup;
    }

    /** Opens all of them; gives the partition of which there is no copy here. */
    public OptionalInt open() {
        for (byte[] values : lookup.values()) {
            int partition = view.partitionOf(values);
            Optional<OfValues> entries =
                    Copies.open(view, lookup.index().log(), partition, store -> OfValues.of(store, values));
            if (entries.isEmpty()) {
                return OptionalInt.of(partition);
            }
            opened.add(entries.get());
        }
        return OptionalInt.empty();
    }

    /** The offset of the last record of their log that the copy of the values' partition has taken in; -1 when it has none. */
    public long folded(byte[] values) {
        return opened.stream()
                .filter(each -> Arrays.equals(each.values, values))
                .map(each -> FoldState.offset(each.snapshot))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .findFirst()
                .orElse(-1);
    }

    /** The keys of documents behind a key (or from the first on, for null), in order, each once. */
    public List<byte[]> keysAfter(byte @Nullable [] after, int atMost) {
        return Keys.merge(opened, after, atMost);
    }

    @Override
    public void close() {
        opened.forEach(OfValues::close);
        opened.clear();
    }

    /** The entries of one tuple of values. */
    private record OfValues(OrderedStore.Snapshot snapshot, OrderedStore.Cursor cursor, byte[] values)
            implements Keys, AutoCloseable {

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
