package dev.tributary.query;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one instance, as one request reads them. A request asks one thing after the other, for partitions, keys and values
 * of which the instance has the copies. Must be closed. Not thread-safe.
 *
 * <p>What is asked for fails with {@link CopyAway} when a copy is not there.
 */
public interface Part extends AutoCloseable {
    /** The canonical keys of the documents of some partitions, behind a key (or from the first on, for null), in order. */
    CompletableFuture<Listed> keys(Collection<Integer> partitions, byte @Nullable [] after, int atMost);

    /** The keys that a lookup's entries lead to, likewise, each once. */
    CompletableFuture<Listed> entries(Lookup lookup, byte @Nullable [] after, int atMost);

    /** Which of the documents are what a lookup asks for, by their places among the keys. */
    CompletableFuture<BitSet> matching(List<byte[]> keys, Lookup lookup);

    /**
     * What is chosen of documents that are what a lookup asks for, where there is one, of copies that have come far enough: of the
     * first ones, as many as are enough for once, and at least one.
     */
    CompletableFuture<List<Reading>> read(List<Wanted> wanted, Chosen chosen, Optional<Lookup> lookup);

    /** What is chosen of documents. */
    Contents contents(List<byte[]> keys, Chosen chosen);

    /** How fresh what was asked for was. */
    Served served();

    @Override
    void close();
}
