package dev.tributary.store;

import dev.tributary.codec.TupleWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one collection of a document, past its limit. A row is named by where it lies in the collection: its sort
 * key and its own. As long-lived as the reader of the documents; not thread-safe.
 */
public final class CollectionReader {
    private final DocumentReader documents;
    private final Collection collection;
    private final byte @Nullable [] prefix;

    /** @param prefix of the places of its rows; null when there are none */
    CollectionReader(DocumentReader documents, Collection collection, byte @Nullable [] prefix) {
        this.documents = documents;
        this.collection = collection;
        this.prefix = prefix;
    }

    /**
     * The rows behind a row (or from the first on, for null), in order. Where only the first of several rows is shown, those
     * before are looked at again.
     */
    public List<byte[]> rowsAfter(byte @Nullable [] after, int atMost) {
        List<byte[]> rows = new ArrayList<>();
        if (prefix == null) {
            return rows;
        }
        Set<String> seen = new HashSet<>();
        OrderedStore.Cursor cursor = documents.cursor();
        cursor.seek(after == null || collection.unique() ? prefix : Layout.end(place(after)));
        while (rows.size() < atMost && cursor.isValid() && OrderedReads.startsWith(cursor.key(), prefix)) {
            byte[] place = cursor.key();
            byte[] row = Arrays.copyOfRange(place, prefix.length, place.length);
            if (documents.isShown(collection, cursor.value(), place, seen)
                    && (after == null || Arrays.compareUnsigned(row, after) > 0)) {
                rows.add(row);
            }
            documents.pass(place);
        }
        return rows;
    }

    /**
     * Writes a row as the document has it; without its name, in a collection by names.
     *
     * @param slots those to read, at every level; null for all
     */
    public void write(byte[] row, OutputStream out, @Nullable BitSet slots) throws IOException {
        byte[] place = place(row);
        documents.writeRow(place, fragment(place), slots, out);
    }

    /** The name of a row, as a JSON string; only in a collection by names. */
    public byte[] name(byte[] row) {
        return FragmentWriter.key(fragment(place(row)));
    }

    private byte[] fragment(byte[] place) {
        byte[] fragment = documents.get(place);
        if (fragment == null) {
            throw new IllegalArgumentException("there is no such row in the collection");
        }
        return fragment;
    }

    private byte[] place(byte[] row) {
        return new TupleWriter().raw(Objects.requireNonNull(prefix)).raw(row).toBytes();
    }
}
