package dev.tributary.store;

import dev.tributary.codec.ByteReader;
import dev.tributary.codec.TupleReader;
import dev.tributary.codec.TupleWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents by copying the stored fragments, in the order in which they lie, into a stream. No JSON is parsed. Not
 * thread-safe; must be closed.
 */
public final class DocumentReader implements AutoCloseable {
    private final OrderedReads entries;
    private final AutoCloseable owned;
    private final OrderedStore.Cursor cursor;
    private final DocumentLayout layout;

    private DocumentReader(OrderedReads entries, AutoCloseable owned, DocumentLayout layout) {
        this.entries = entries;
        this.owned = owned;
        this.layout = layout;
        cursor = entries.cursor();
    }

    /** Reads the store as it is now. */
    public static DocumentReader of(OrderedStore store, DocumentLayout layout) {
        OrderedStore.Snapshot snapshot = store.snapshot();
        try {
            return new DocumentReader(snapshot, snapshot, layout);
        } catch (RuntimeException failure) {
            // a snapshot left open would keep the store from closing
            snapshot.close();
            throw failure;
        }
    }

    /** Reads entries that are not written meanwhile. */
    public static DocumentReader over(OrderedReads entries, DocumentLayout layout) {
        return new DocumentReader(entries, () -> {}, layout);
    }

    /** The offset of the last record of their log that is taken in; -1 when none is. */
    public long folded() {
        Long offset = FoldState.offset(entries);
        return offset == null ? -1 : offset;
    }

    /** Whether there is a document with that canonical key. */
    public boolean contains(byte[] key) {
        return entries.get(Layout.document(key)) != null;
    }

    /** Writes the document of that key; false, and nothing written, when there is none. */
    public boolean write(byte[] key, OutputStream out) throws IOException {
        return write(key, out, null);
    }

    /** Likewise, but with null instead of what of its own slots is not needed. */
    public boolean write(byte[] key, OutputStream out, @Nullable BitSet needed) throws IOException {
        return write(key, out, needed, null);
    }

    /** Likewise, but with null instead of what is not needed, at every level. */
    public boolean writeSome(byte[] key, OutputStream out, @Nullable BitSet slots) throws IOException {
        return write(key, out, slots, slots);
    }

    private boolean write(byte[] key, OutputStream out, @Nullable BitSet needed, @Nullable BitSet below)
            throws IOException {
        byte[] place = Layout.document(key);
        byte[] fragment = root(place);
        if (fragment == null) {
            return false;
        }
        writer(below).write(place, fragment, needed, out);
        return true;
    }

    /** The document's own row, read by the cursor: what comes next in the store is what belongs to it. Null when there is none. */
    private byte @Nullable [] root(byte[] place) {
        cursor.seek(place);
        return cursor.isValid() && Arrays.equals(cursor.key(), place) ? cursor.value() : null;
    }

    /** @param below the slots to read below the row; null for all */
    private FragmentWriter writer(@Nullable BitSet below) {
        return new FragmentWriter(layout, (parent, slot, anchor, out) -> writeSlot(parent, slot, anchor, below, out));
    }

    /** Writes one row. */
    void writeRow(byte[] place, byte[] fragment, @Nullable BitSet slots, OutputStream out) throws IOException {
        writer(slots).write(place, fragment, slots, out);
    }

    /** When the document of that canonical key changed last, in ms since 1970; 0 when that is not known. */
    public long modified(byte[] key) {
        return modified(entries, key);
    }

    /** Likewise, read from a store of documents. */
    public static long modified(OrderedReads entries, byte[] key) {
        byte[] time = entries.get(Layout.modified(key));
        return time == null ? 0 : new ByteReader(time).readVarint();
    }

    /**
     * The rows of a collection of the document; empty when there is no document of that key.
     *
     * @param way the slots that lead to it: single ones, of which the first row has the next, and last the collection itself
     */
    public Optional<CollectionReader> collection(byte[] key, List<Integer> way) {
        byte[] place = Layout.document(key);
        byte[] fragment = root(place);
        if (fragment == null) {
            return Optional.empty();
        }
        Collection collection = (Collection) layout.slot(way.get(way.size() - 1));
        for (int slot : way.subList(0, way.size() - 1)) {
            byte[] hole = hole(place, fragment, slot);
            if (hole == null || !toFirst(hole)) {
                return Optional.of(new CollectionReader(this, collection, null));
            }
            place = cursor.key();
            fragment = cursor.value();
        }
        return Optional.of(new CollectionReader(this, collection, hole(place, fragment, collection.id())));
    }

    /** The place that a hole of a row leads to; null when it has none of that number. */
    private static byte @Nullable [] hole(byte[] place, byte[] fragment, int slot) {
        Fragment.Pieces pieces = new Fragment.Pieces(fragment);
        while (pieces.next()) {
            if (pieces.tag == slot) {
                return prefix(place, slot, pieces.anchor);
            }
        }
        return null;
    }

    /** Moves the cursor to the first row that is shown; false when there is none. */
    private boolean toFirst(byte[] prefix) {
        cursor.seek(prefix);
        while (cursor.isValid() && OrderedReads.startsWith(cursor.key(), prefix)) {
            byte[] place = cursor.key();
            if (isComplete(cursor.value(), place)) {
                return true;
            }
            pass(place);
        }
        return false;
    }

    /**
     * Whether the document's own condition holds and all is there that it requires.
     *
     * @param fragment of its root
     * @param needed the slots that the condition looks at
     */
    public boolean isShown(byte[] key, byte[] fragment, BitSet needed) {
        byte[] place = Layout.document(key);
        try {
            return isComplete(fragment, place) && writer(null).isShown(place, fragment, needed);
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot fail to be written", impossible);
        }
    }

    /** The canonical key of the first document behind the key (or the first of all, for null); null when there is none. */
    public byte @Nullable [] nextKey(byte @Nullable [] after) {
        cursor.seek(after == null ? Layout.document(new byte[0]) : Layout.end(Layout.document(after)));
        while (cursor.isValid() && cursor.key()[0] == Layout.DOCUMENTS) {
            byte[] place = cursor.key();
            byte[] document = Arrays.copyOf(place, TupleReader.skip(place, 1, layout.keyParts()));
            if (place.length == document.length) {
                return Arrays.copyOfRange(document, 1, document.length);
            }
            // rows whose document's root is missing, or hidden
            cursor.seek(Layout.end(document));
        }
        return null;
    }

    @Override
    public void close() {
        cursor.close();
        try {
            owned.close();
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException("snapshots close without checked exceptions", impossible);
        }
    }

    private void writeSlot(byte[] parent, int slot, byte[] anchor, @Nullable BitSet below, OutputStream out)
            throws IOException {
        byte[] place = prefix(parent, slot, anchor);
        if (layout.slot(slot) instanceof Total total) {
            out.write(Tally.json(total.function(), entries.get(place)));
        } else {
            writeCollection(place, (Collection) layout.slot(slot), below, out);
        }
    }

    private void writeCollection(byte[] prefix, Collection collection, @Nullable BitSet slots, OutputStream out)
            throws IOException {
        int limit = collection.single() ? 1 : collection.limit().orElse(Integer.MAX_VALUE);
        Set<String> seen = new HashSet<>();
        out.write(collection.open().getBytes(StandardCharsets.UTF_8));
        int count = 0;
        cursor.seek(prefix);
        while (count < limit && cursor.isValid() && OrderedReads.startsWith(cursor.key(), prefix)) {
            byte[] place = cursor.key();
            byte[] fragment = cursor.value();
            if (isShown(collection, fragment, place, seen)) {
                if (count++ > 0) {
                    out.write(',');
                }
                if (collection.keyed()) {
                    out.write(FragmentWriter.key(fragment));
                    out.write(':');
                }
                writeRow(place, fragment, slots, out);
            }
            pass(place);
        }
        out.write(collection.close().getBytes(StandardCharsets.UTF_8));
        if (collection.single() && count == 0) {
            out.write(collection.absent().getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Whether a row is shown in its collection, whatever its limit. Leaves the cursor where it was.
     *
     * @param seen what tells the rows before it apart; added to
     */
    boolean isShown(Collection collection, byte[] fragment, byte[] place, Set<String> seen) {
        return isComplete(fragment, place) && (!collection.unique() || seen.add(key(fragment)));
    }

    OrderedStore.Cursor cursor() {
        return cursor;
    }

    byte @Nullable [] get(byte[] place) {
        return entries.get(place);
    }

    /** One character for each byte. */
    private static String key(byte[] fragment) {
        return new String(FragmentWriter.key(fragment), StandardCharsets.ISO_8859_1);
    }

    /** Steps behind a row and all that belongs to it. */
    void pass(byte[] place) {
        if (cursor.isValid() && Arrays.equals(cursor.key(), place)) {
            cursor.next();
        }
        if (cursor.isValid() && OrderedReads.startsWith(cursor.key(), place)) {
            cursor.seek(Layout.end(place));
        }
    }

    /** Whether every collection that the row requires has a row. Leaves the cursor where it was. */
    private boolean isComplete(byte[] fragment, byte[] place) {
        boolean moved = false;
        boolean complete = true;
        Fragment.Pieces pieces = new Fragment.Pieces(fragment);
        while (complete && pieces.next()) {
            if (pieces.isSlot() && layout.isRequired(pieces.tag)) {
                complete = hasRow(prefix(place, pieces.tag, pieces.anchor));
                moved = true;
            }
        }
        if (moved) {
            cursor.seek(place);
        }
        return complete;
    }

    private boolean hasRow(byte[] prefix) {
        cursor.seek(prefix);
        while (cursor.isValid() && OrderedReads.startsWith(cursor.key(), prefix)) {
            byte[] place = cursor.key();
            if (isComplete(cursor.value(), place)) {
                return true;
            }
            cursor.seek(Layout.end(place));
        }
        return false;
    }

    /** The place of a total or collection of the row at a place. */
    public static byte[] slot(byte[] place, int slot) {
        return prefix(place, slot, new byte[0]);
    }

    private static byte[] prefix(byte[] parent, int slot, byte[] anchor) {
        return new TupleWriter().raw(parent).raw(slot).raw(anchor).toBytes();
    }
}
