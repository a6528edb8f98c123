package dev.tributary.plan;

import dev.tributary.codec.Message;
import dev.tributary.codec.Row;
import dev.tributary.codec.RowReader;
import dev.tributary.codec.TupleWriter;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.FoldState;
import dev.tributary.store.OrderedReads;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A lookup of documents by values of their fields. A field with an array leads to the document by each of its values.
 * Entries lie in the partition of the values: a log's key is the values, then the document's key. Thread-safe.
 */
public final class Index {
    private final List<String> fields;
    private final int[] columns;
    private final Log log;
    private final RowReader reader;
    private final int[] places;
    private final BitSet slots;

    /**
     * @param columns where a row of the documents has the fields
     * @param slots those of a document's root that the fields are made of
     */
    Index(List<String> fields, int[] columns, Log log, BitSet slots) {
        this.fields = List.copyOf(fields);
        this.columns = columns;
        this.log = log;
        this.reader = new RowReader(fields);
        this.places = IntStream.range(0, fields.size()).toArray();
        this.slots = slots;
    }

    /** The fields, in the order of the values. */
    public List<String> fields() {
        return fields;
    }

    public Log log() {
        return log;
    }

    /** Says where the document is found, and that it is no longer found elsewhere. */
    void say(byte[] document, Stored now, Task task) {
        List<byte[]> present = now.isLive() ? entries(now.message().parts(), document) : List.of();
        for (byte[] @Nullable [] left : now.left()) {
            for (byte[] entry : entries(left, document)) {
                if (!contains(present, entry)) {
                    task.send(log, entry, Message.gone(now.message().versions()).encode());
                }
            }
        }
        for (byte[] entry : present) {
            task.send(
                    log,
                    entry,
                    Message.put(now.message().versions(), new byte[0][]).encode());
        }
    }

    private static boolean contains(List<byte[]> entries, byte[] entry) {
        return entries.stream().anyMatch(each -> Arrays.equals(each, entry));
    }

    private List<byte[]> entries(byte[] @Nullable [] parts, byte[] document) {
        return tuples(new Row(parts), columns).stream()
                .map(values -> new TupleWriter().raw(values).raw(document).toBytes())
                .toList();
    }

    /** Every tuple of values by which a row is found. */
    private static List<byte[]> tuples(Row row, int[] columns) {
        List<byte[]> keys = List.of(new byte[0]);
        for (int column : columns) {
            List<byte[]> longer = new ArrayList<>();
            for (byte[] key : keys) {
                for (byte[] value : Json.elements(row.column(column))) {
                    byte[] next = new TupleWriter().raw(key).addKeyJson(value).toBytes();
                    if (!contains(longer, next)) {
                        longer.add(next);
                    }
                }
            }
            keys = longer;
        }
        return keys;
    }

    /**
     * Whether a document is there and is found by one of the tuples of values. Entry and document are in different
     * partitions, and a moment apart.
     */
    public boolean finds(DocumentReader documents, byte[] key, Collection<byte[]> values) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            if (!documents.write(key, json, slots)) {
                return false;
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot fail to be written", impossible);
        }
        List<byte[]> present = tuples(reader.read(json.toByteArray()), places);
        return values.stream().anyMatch(each -> contains(present, each));
    }

    /**
     * The key of the first document behind a key that the values lead to; null when there is none.
     *
     * @param entries of the partition of the values
     * @param values a tuple of as many values as there are fields
     * @param after null for the first of all
     */
    public static byte @Nullable [] nextKey(OrderedStore.Cursor entries, byte[] values, byte @Nullable [] after) {
        byte[] prefix = FoldState.space(FoldState.ROWS, values);
        byte[] from = after == null
                ? prefix
                : new TupleWriter().raw(prefix).raw(after).raw(0).toBytes();
        for (entries.seek(from); entries.isValid() && OrderedReads.startsWith(entries.key(), prefix); entries.next()) {
            if (Stored.decode(entries.value()).isLive()) {
                return Arrays.copyOfRange(entries.key(), prefix.length, entries.key().length);
            }
        }
        return null;
    }
}
