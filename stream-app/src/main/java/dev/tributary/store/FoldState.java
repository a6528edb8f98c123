package dev.tributary.store;

import dev.tributary.codec.ByteReader;
import dev.tributary.codec.ByteWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state of a fold: what a log's records up to an offset amount to. The offset is part of every batch, so rows and
 * offset never disagree, whatever a crash takes away.
 *
 * <p>Spaces of the store, by first byte: {@link #META}, {@link #ROWS} (log key → {@link Stored}), {@link #MARKERS} (time,
 * log key: when a deletion may be forgotten), and those of the documents.
 */
public final class FoldState {
    public static final byte META = 0x01;
    public static final byte ROWS = 0x02;
    public static final byte MARKERS = 0x03;

    /** Stands for the offset of a record that was restored: before all that will be processed. */
    public static final long RESTORED = -1;

    private static final byte[] OFFSET = {META, 'o'};

    private final OrderedStore store;
    private final NavigableSet<byte[]> unsettled = new TreeSet<>(Arrays::compareUnsigned);
    private byte @Nullable [] knownKey;
    private @Nullable Stored known;

    public FoldState(OrderedStore store) {
        this.store = store;
    }

    public OrderedStore store() {
        return store;
    }

    /** The offset of the last record folded; null when none was. */
    public @Nullable Long offset() {
        return offset(store);
    }

    /** The offset of the last record folded into a store, as it is now or in a snapshot; null when none was. */
    public static @Nullable Long offset(OrderedReads store) {
        byte[] stored = store.get(OFFSET);
        return stored == null ? null : new ByteReader(stored).readVarint();
    }

    /** What is stored for the log's key, or null. */
    public @Nullable Stored get(byte[] key) {
        byte[] stored = store.get(space(ROWS, key));
        return stored == null ? null : Stored.decode(stored);
    }

    /** Likewise, for one key that is asked for with every record: it is read once, until it changes. */
    public @Nullable Stored getKnown(byte[] key) {
        if (!Arrays.equals(key, knownKey)) {
            known = get(key);
            knownKey = key;
        }
        return known;
    }

    private void forgetKnown(byte[] key) {
        if (Arrays.equals(key, knownKey)) {
            knownKey = null;
            known = null;
        }
    }

    /** Notes that all records up to the offset have been restored. */
    public void restoredTo(long offset) {
        try (OrderedStore.Batch batch = store.newBatch()) {
            putOffset(batch, offset);
            store.write(batch);
        }
    }

    /** From now on nothing is known of how far it has come; the rows stay, since folding them again does no harm. */
    public void forgetOffset() {
        try (OrderedStore.Batch batch = store.newBatch()) {
            batch.delete(OFFSET);
            store.write(batch);
        }
    }

    private static void putOffset(OrderedStore.Batch batch, long offset) {
        batch.put(OFFSET, new ByteWriter(10).writeVarint(offset).toBytes());
    }

    /** Opens a batch for the record at the offset, or for a {@link #RESTORED} one. */
    public Change change(long offset) {
        return new Change(offset);
    }

    /** Forgets the places that rows have left: an offset commit covers all that was processed. */
    public void settle() {
        if (unsettled.isEmpty()) {
            return;
        }
        try (OrderedStore.Batch batch = store.newBatch()) {
            for (byte[] key : unsettled) {
                Stored stored = get(key);
                if (stored != null && !stored.left().isEmpty()) {
                    batch.put(space(ROWS, key), stored.settled().encode());
                    forgetKnown(key);
                }
            }
            store.write(batch);
        }
        unsettled.clear();
    }

    /** Also for what an earlier life of the task stored, but did not come to settle. */
    private void noteUnsettled(byte[] key, Stored stored) {
        if (!stored.left().isEmpty()) {
            unsettled.add(key);
        }
    }

    /**
     * Log keys of rows that were gone before the time, the oldest first.
     *
     * @param atMost how many deletions to look at
     */
    public List<byte[]> goneBefore(long timeMs, int atMost) {
        List<byte[]> keys = new ArrayList<>();
        byte[] end = marker(timeMs, new byte[0]);
        try (OrderedStore.Cursor cursor = store.cursor();
                OrderedStore.Batch outdated = store.newBatch()) {
            cursor.seek(new byte[] {MARKERS});
            for (int i = 0; i < atMost && cursor.isValid() && Arrays.compareUnsigned(cursor.key(), end) < 0; i++) {
                byte[] key = Arrays.copyOfRange(cursor.key(), 1 + Long.BYTES, cursor.key().length);
                Stored stored = get(key);
                if (stored != null && Arrays.equals(marker(stored.deletedAt(), key), cursor.key())) {
                    keys.add(key);
                    noteUnsettled(key, stored);
                } else {
                    outdated.delete(cursor.key());
                }
                cursor.next();
            }
            store.write(outdated);
        }
        return keys;
    }

    /** The key in a space of the store. */
    public static byte[] space(byte space, byte[] key) {
        byte[] placed = new byte[key.length + 1];
        placed[0] = space;
        System.arraycopy(key, 0, placed, 1, key.length);
        return placed;
    }

    private static byte[] marker(long timeMs, byte[] key) {
        return ByteBuffer.allocate(1 + Long.BYTES + key.length)
                .put(MARKERS)
                .putLong(timeMs)
                .put(key)
                .array();
    }

    /** The batch of one record. Not thread-safe; must be closed; nothing happens before {@link #apply}. */
    public final class Change implements AutoCloseable {
        private final OrderedStore.Batch batch = store.newBatch();
        private byte @Nullable [] changedKey;
        private byte @Nullable [] revisedKey;

        private Change(long offset) {
            if (offset != RESTORED) {
                putOffset(batch, offset);
            }
        }

        public OrderedStore.Batch batch() {
            return batch;
        }

        /** What is read under this key becomes another: it gets another revision, see {@link OrderedStore#revisions}. */
        public void revise(byte[] key) {
            revisedKey = key;
        }

        /** Stores a message under its key. */
        public void put(byte[] key, Stored next) {
            batch.put(space(ROWS, key), next.encode());
            if (!next.isLive()) {
                batch.put(marker(next.deletedAt(), key), new byte[0]);
            }
            noteUnsettled(key, next);
            changedKey = key;
        }

        /** Forgets a deletion. */
        public void forget(byte[] key, Stored gone) {
            batch.delete(space(ROWS, key));
            batch.delete(marker(gone.deletedAt(), key));
            changedKey = key;
        }

        public void apply() {
            if (revisedKey == null) {
                store.write(batch);
            } else {
                store.revisions().change(revisedKey, () -> store.write(batch));
            }
            if (changedKey != null) {
                forgetKnown(changedKey);
            }
        }

        @Override
        public void close() {
            batch.close();
        }
    }
}
