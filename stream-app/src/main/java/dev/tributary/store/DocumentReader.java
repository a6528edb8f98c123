package dev.tributary.store;

import dev.tributary.codec.TupleReader;
import dev.tributary.codec.TupleWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents out of one snapshot of a document store by copying the stored fragments, in the order in which they
 * lie, into a stream. No JSON is parsed. Not thread-safe; must be closed.
 */
public final class DocumentReader implements AutoCloseable {
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final List<Collection> collections;
    private final OrderedStore.Snapshot snapshot;
    private final OrderedStore.Cursor cursor;
    private final int keyParts;

    /**
     * @param collections of the layout; at index i the one numbered i + 1
     * @param keyParts how many values a document's key has
     */
    public DocumentReader(OrderedStore store, List<Collection> collections, int keyParts) {
        this.collections = collections;
        this.keyParts = keyParts;
        snapshot = store.snapshot();
        try {
            cursor = snapshot.cursor();
        } catch (RuntimeException failure) {
            // a snapshot left open would keep the store from closing
            snapshot.close();
            throw failure;
        }
    }

    /** Whether there is a document with that canonical key. */
    public boolean contains(byte[] key) {
        byte[] place = Layout.document(key);
        byte[] fragment = snapshot.get(place);
        return fragment != null && isComplete(fragment, place);
    }

    /** Writes the document of that key; false, and nothing written, when there is none. */
    public boolean write(byte[] key, OutputStream out) throws IOException {
        byte[] place = Layout.document(key);
        byte[] fragment = snapshot.get(place);
        if (fragment == null || !isComplete(fragment, place)) {
            return false;
        }
        writeRow(place, fragment, out);
        return true;
    }

    /** The canonical key of the first document behind the key (or the first of all, for null); null when there is none. */
    public byte @Nullable [] nextKey(byte @Nullable [] after) {
        cursor.seek(after == null ? Layout.document(new byte[0]) : Layout.end(Layout.document(after)));
        while (cursor.isValid() && cursor.key()[0] == Layout.DOCUMENTS) {
            byte[] place = cursor.key();
            byte[] document = Arrays.copyOf(place, TupleReader.skip(place, 1, keyParts));
            byte[] key = Arrays.copyOfRange(document, 1, document.length);
            if (place.length == document.length ? isComplete(cursor.value(), place) : contains(key)) {
                return key;
            }
            // rows whose document's root is missing
            cursor.seek(Layout.end(document));
        }
        return null;
    }

    @Override
    public void close() {
        cursor.close();
        snapshot.close();
    }

    private void writeRow(byte[] place, byte[] fragment, OutputStream out) throws IOException {
        Fragment.Pieces pieces = new Fragment.Pieces(fragment);
        while (pieces.next()) {
            out.write(pieces.bytes(), pieces.textFrom, pieces.textTo - pieces.textFrom);
            if (pieces.collection != 0) {
                writeCollection(place, pieces, out);
            }
        }
    }

    private void writeCollection(byte[] parent, Fragment.Pieces hole, OutputStream out) throws IOException {
        Collection collection = collections.get(hole.collection - 1);
        byte[] prefix = prefix(parent, hole);
        int limit = collection.single() ? 1 : collection.limit().orElse(Integer.MAX_VALUE);
        if (!collection.single()) {
            out.write('[');
        }
        int count = 0;
        cursor.seek(prefix);
        while (count < limit && cursor.isValid() && OrderedReads.startsWith(cursor.key(), prefix)) {
            byte[] place = cursor.key();
            byte[] fragment = cursor.value();
            if (isComplete(fragment, place)) {
                if (count++ > 0) {
                    out.write(',');
                }
                writeRow(place, fragment, out);
            }
            pass(place);
        }
        if (!collection.single()) {
            out.write(']');
        } else if (count == 0) {
            out.write(NULL);
        }
    }

    /** Steps behind a row and all that belongs to it. */
    private void pass(byte[] place) {
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
            if (pieces.collection != 0 && collections.get(pieces.collection - 1).required()) {
                complete = hasRow(prefix(place, pieces));
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

    private static byte[] prefix(byte[] parent, Fragment.Pieces hole) {
        return new TupleWriter()
                .raw(parent)
                .raw(hole.collection)
                .raw(hole.anchor)
                .toBytes();
    }
}
