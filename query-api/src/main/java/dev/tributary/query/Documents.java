package dev.tributary.query;

import dev.tributary.plan.CollectionField;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.store.CollectionReader;
import dev.tributary.store.DocumentReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a view, of some partitions or of all, each partition as it was when it was opened. Holds the stores open: must
 * be closed, and soon. Not thread-safe.
 */
public final class Documents implements Opening, AutoCloseable {
    private final ViewReads view;
    private final ViewStatus status;
    private final Map<Integer, DocumentReader> readers = new TreeMap<>();

    private Documents(ViewReads view, ViewStatus status) {
        this.view = view;
        this.status = status;
    }

    /** Opens the partitions of documents' canonical keys. */
    public static Opening of(ViewReads view, ViewStatus status, List<byte[]> keys) {
        return open(
                view, status, keys.stream().map(view::partitionOf).distinct().toList());
    }

    /** Opens all partitions. */
    public static Opening all(ViewReads view, ViewStatus status) {
        return open(view, status, IntStream.range(0, view.partitions()).boxed().toList());
    }

    /** Opens no partition yet. */
    public static Opening none(ViewReads view, ViewStatus status) {
        return open(view, status, List.of());
    }

    private static Opening open(ViewReads view, ViewStatus status, List<Integer> partitions) {
        Optional<Unavailable> notShown = Unavailable.of(view.plan().view().name(), status);
        if (notShown.isPresent()) {
            return notShown.get();
        }
        Documents documents = new Documents(view, status);
        try {
            for (int partition : partitions) {
                Optional<Unavailable> away = documents.open(partition);
                if (away.isPresent()) {
                    documents.close();
                    return away.get();
                }
            }
        } catch (RuntimeException failure) {
            documents.close();
            throw failure;
        }
        return documents;
    }

    /** Opens one more partition, unless it is open; tells why it cannot be read here. */
    public Optional<Unavailable> open(int partition) {
        if (!readers.containsKey(partition)) {
            Optional<DocumentReader> reader =
                    Copies.open(view, view.plan().documents(), partition, view.plan()::reader);
            if (reader.isEmpty()) {
                return Optional.of(Unavailable.noCopy(view.plan().view().name(), partition, status));
            }
            readers.put(partition, reader.get());
        }
        return Optional.empty();
    }

    /** The offset of the last record of their log that an opened partition has taken in; -1 when it has none. */
    public long folded(int partition) {
        DocumentReader reader = readers.get(partition);
        if (reader == null) {
            throw new IllegalArgumentException("partition " + partition + " is not among " + readers.keySet());
        }
        return reader.folded();
    }

    /** Writes what is chosen of the document of that canonical key; false, and nothing written, when there is none. */
    public boolean write(byte[] key, Chosen chosen, OutputStream out) throws IOException {
        return chosen.write(reader(key), key, out);
    }

    /** When the document of that canonical key changed last, in ms since 1970; 0 when that is not known. */
    public long modified(byte[] key) {
        return reader(key).modified(key);
    }

    /** The rows of a collection of the document of that canonical key; empty when there is none. They close with this. */
    public Optional<CollectionReader> rows(byte[] key, CollectionField field) {
        return reader(key).collection(key, field.way());
    }

    /** Whether there is a document of that canonical key. */
    public boolean contains(byte[] key) {
        return reader(key).contains(key);
    }

    /** Whether there is one that is what the lookup asks for. */
    public boolean contains(byte[] key, Lookup lookup) {
        return lookup.index().finds(reader(key), key, lookup.values());
    }

    private DocumentReader reader(byte[] key) {
        DocumentReader reader = readers.get(view.partitionOf(key));
        if (reader == null) {
            throw new IllegalArgumentException("the partition of the key is not among " + readers.keySet());
        }
        return reader;
    }

    /** The canonical keys behind a key (or from the first on, for null), in order, over all opened partitions. */
    public List<byte[]> keysAfter(byte @Nullable [] after, int atMost) {
        List<Keys> sources = readers.values().stream().map(Documents::keys).toList();
        return Keys.merge(sources, after, atMost);
    }

    private static Keys keys(DocumentReader reader) {
        return reader::nextKey;
    }

    @Override
    public void close() {
        readers.values().forEach(DocumentReader::close);
        readers.clear();
    }
}
