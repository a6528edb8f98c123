package dev.tributary.query;

import dev.tributary.plan.CollectionField;
import dev.tributary.plan.Log;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.CollectionReader;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.Revisions.Revision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This instance's copies of a view. Each partition is opened when it is first asked for, and read as it was then. Holds the stores
 * open: must be closed, and soon. Not thread-safe.
 */
public final class LocalPart implements Part {
    /** When so much was read, that is enough for once. */
    private static final int ENOUGH_BYTES = 64 << 10;

    private final ViewReads view;
    private final Consistency wanted;
    private final Map<Integer, DocumentReader> readers = new TreeMap<>();
    private Served served;

    public LocalPart(ViewReads view, Consistency wanted) {
        this.view = view;
        this.wanted = wanted;
        this.served = Served.active(view);
    }

    @Override
    public CompletableFuture<Listed> keys(Collection<Integer> partitions, byte @Nullable [] after, int atMost) {
        return answer(() -> {
            Map<Integer, Long> folded = new HashMap<>();
            partitions.forEach(
                    partition -> folded.put(partition, reader(partition).folded()));
            List<Keys> sources =
                    partitions.stream().map(this::reader).map(LocalPart::keys).toList();
            return new Listed(Keys.merge(sources, after, atMost), folded);
        });
    }

    private static Keys keys(DocumentReader reader) {
        return reader::nextKey;
    }

    @Override
    public CompletableFuture<Listed> entries(Lookup lookup, byte @Nullable [] after, int atMost) {
        return answer(() -> {
            Map<Integer, Long> folded = new HashMap<>();
            try (Entries entries = new Entries()) {
                for (byte[] values : lookup.values()) {
                    Log log = lookup.index().log();
                    int partition = view.partitionOf(values);
                    Served before = Served.of(view, log, partition);
                    Entries.OfValues found = Copies.open(
                                    view, wanted, log, partition, store -> Entries.of(store, values))
                            .orElseThrow(() -> away(log, partition));
                    entries.add(found);
                    folded.merge(partition, found.folded(), Math::min);
                    served = served.with(before);
                }
                return new Listed(entries.keysAfter(after, atMost), folded);
            }
        });
    }

    @Override
    public CompletableFuture<BitSet> matching(List<byte[]> keys, Lookup lookup) {
        return answer(() -> {
            BitSet matching = new BitSet();
            for (int i = 0; i < keys.size(); i++) {
                byte[] key = keys.get(i);
                matching.set(i, lookup.index().finds(reader(key), key, lookup.values()));
            }
            return matching;
        });
    }

    @Override
    public CompletableFuture<List<Reading>> read(List<Wanted> asked, Chosen chosen, Optional<Lookup> lookup) {
        return answer(() -> {
            List<Reading> readings = new ArrayList<>();
            int bytes = 0;
            for (Wanted each : asked) {
                Reading reading = read(each, chosen, lookup);
                readings.add(reading);
                bytes += reading instanceof Reading.Found found ? found.json().length : 0;
                if (bytes >= ENOUGH_BYTES) {
                    break;
                }
            }
            return readings;
        });
    }

    private Reading read(Wanted asked, Chosen chosen, Optional<Lookup> lookup) {
        DocumentReader reader = reader(asked.key());
        long at = reader.folded();
        if (at < asked.least()) {
            return new Reading.NotYet();
        }
        boolean isAsked = lookup.map(each -> each.index().finds(reader, asked.key(), each.values()))
                .orElse(true);
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            return isAsked && chosen.write(reader, asked.key(), json)
                    ? new Reading.Found(json.toByteArray(), at)
                    : new Reading.Missing(at);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written", impossible);
        }
    }

    private static <T> CompletableFuture<T> answer(Supplier<T> answer) {
        return CompletableFuture.completedFuture(answer.get());
    }

    @Override
    public Contents contents(List<byte[]> keys, Chosen chosen) {
        keys.forEach(this::reader);
        return new Contents() {
            @Override
            public boolean contains(byte[] key) {
                return reader(key).contains(key);
            }

            @Override
            public void write(byte[] key, OutputStream out) throws IOException {
                LocalPart.this.write(key, chosen, out);
            }

            /** The stores are closed with the part. */
            @Override
            public void close() {}
        };
    }

    /** Whether there is a document of that canonical key. */
    public boolean contains(byte[] key) {
        return reader(key).contains(key);
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

    /**
     * By what whoever has read the whole document of that canonical key knows later that it is still the same. Empty while it is being
     * changed, and when its partition is being read already, as it was before.
     */
    public Optional<Revision> revision(byte[] key) {
        int partition = view.partitionOf(key);
        return readers.containsKey(partition)
                ? Optional.empty()
                : open(partition, store -> store.revisions().of(key));
    }

    private DocumentReader reader(byte[] key) {
        return reader(view.partitionOf(key));
    }

    private DocumentReader reader(int partition) {
        DocumentReader known = readers.get(partition);
        if (known != null) {
            return known;
        }
        DocumentReader opened = open(partition, view.plan()::reader);
        readers.put(partition, opened);
        return opened;
    }

    private <T> T open(int partition, Function<OrderedStore, T> how) {
        Log documents = view.plan().documents();
        Served before = Served.of(view, documents, partition);
        T opened = Copies.open(view, wanted, documents, partition, how).orElseThrow(() -> away(documents, partition));
        served = served.with(before);
        return opened;
    }

    private CopyAway away(Log log, int partition) {
        Unavailable why = Unavailable.noCopy(view.plan().view().name(), partition, view.status());
        return CopyAway.notThere(why.explanation(), new CopyAway.Copy(log.name(), partition));
    }

    @Override
    public Served served() {
        return served;
    }

    @Override
    public void close() {
        readers.values().forEach(DocumentReader::close);
        readers.clear();
    }
}
