package dev.tributary.query;

import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.StoreClosed;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a view, of one partition or of all, each partition as it was when it was opened. Holds the stores open: must
 * be closed, and soon. Not thread-safe.
 */
public final class Documents implements Opening, AutoCloseable {
    /** A store that closes while it is being opened may have a successor: asked for once. */
    private static final int ATTEMPTS = 2;

    private final ViewReads view;
    private final Map<Integer, DocumentReader> readers = new TreeMap<>();

    private Documents(ViewReads view) {
        this.view = view;
    }

    /** Opens the partition of a document's canonical key. */
    public static Opening of(ViewReads view, ViewStatus status, byte[] key) {
        return open(view, status, List.of(view.partitionOf(key)));
    }

    /** Opens all partitions. */
    public static Opening all(ViewReads view, ViewStatus status) {
        return open(view, status, IntStream.range(0, view.partitions()).boxed().toList());
    }

    private static Opening open(ViewReads view, ViewStatus status, List<Integer> partitions) {
        String name = view.plan().view().name();
        Optional<Unavailable> notShown = Unavailable.of(name, status);
        if (notShown.isPresent()) {
            return notShown.get();
        }
        Documents documents = new Documents(view);
        try {
            for (int partition : partitions) {
                if (!documents.add(partition)) {
                    documents.close();
                    return Unavailable.noCopy(name, partition, status);
                }
            }
        } catch (RuntimeException failure) {
            documents.close();
            throw failure;
        }
        return documents;
    }

    private boolean add(int partition) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<OrderedStore> copy = view.copy(partition);
            if (copy.isEmpty()) {
                return false;
            }
            try {
                readers.put(partition, view.plan().reader(copy.get()));
                return true;
            } catch (StoreClosed moved) {
                // between the two calls
            }
        }
        return false;
    }

    /** Writes the document of that canonical key; false, and nothing written, when there is none. */
    public boolean write(byte[] key, OutputStream out) throws IOException {
        DocumentReader reader = readers.get(view.partitionOf(key));
        if (reader == null) {
            throw new IllegalArgumentException("the partition of the key is not among " + readers.keySet());
        }
        return reader.write(key, out);
    }

    /** The canonical keys behind a key (or from the first on, for null), in order, over all opened partitions. */
    public List<byte[]> keysAfter(byte @Nullable [] after, int atMost) {
        PriorityQueue<Head> heads = new PriorityQueue<>((a, b) -> Arrays.compareUnsigned(a.key, b.key));
        readers.values().forEach(reader -> advance(heads, reader, after));
        List<byte[]> keys = new ArrayList<>();
        while (keys.size() < atMost && !heads.isEmpty()) {
            Head first = heads.remove();
            keys.add(first.key);
            advance(heads, first.reader, first.key);
        }
        return keys;
    }

    private static void advance(PriorityQueue<Head> heads, DocumentReader reader, byte @Nullable [] after) {
        byte[] next = reader.nextKey(after);
        if (next != null) {
            heads.add(new Head(next, reader));
        }
    }

    /** The next key of a partition. */
    private record Head(byte[] key, DocumentReader reader) {}

    @Override
    public void close() {
        readers.values().forEach(DocumentReader::close);
        readers.clear();
    }
}
