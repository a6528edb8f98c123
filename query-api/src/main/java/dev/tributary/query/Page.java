package dev.tributary.query;

import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some documents of a listing or lookup, in key order. Holds the stores open: must be closed, and soon. Not thread-safe.
 */
public final class Page implements Opening, AutoCloseable {
    private final Documents documents;
    private final List<byte[]> keys;
    private final Optional<byte[]> last;

    /** @param last the key behind which the next page starts; empty on the last page */
    Page(Documents documents, List<byte[]> keys, Optional<byte[]> last) {
        this.documents = documents;
        this.keys = List.copyOf(keys);
        this.last = last;
    }

    /** The page of all documents behind a key, or the first one for null. */
    public static Opening ofAll(ViewReads view, ViewStatus status, byte @Nullable [] after, int limit) {
        return within(Documents.all(view, status), documents -> {
            List<byte[]> keys = documents.keysAfter(after, limit + 1);
            return keys.size() <= limit
                    ? new Page(documents, keys, Optional.empty())
                    : new Page(documents, keys.subList(0, limit), Optional.of(keys.get(limit - 1)));
        });
    }

    /** Likewise of the documents that a lookup asks for. */
    public static Opening ofFound(
            ViewReads view, ViewStatus status, Lookup lookup, byte @Nullable [] after, int limit) {
        return within(Documents.none(view, status), documents -> {
            try (Entries entries = new Entries(view, lookup)) {
                int away = entries.open().orElse(-1);
                return away >= 0
                        ? Unavailable.noCopy(view.plan().view().name(), away, status)
                        : new Search(view, lookup, entries, documents, limit).page(after);
            }
        });
    }

    /** The documents stay open only as a page of them. */
    private static Opening within(Opening opened, Function<Documents, Opening> read) {
        if (!(opened instanceof Documents documents)) {
            return opened;
        }
        Opening result = opened;
        try {
            result = read.apply(documents);
            return result;
        } finally {
            if (!(result instanceof Page)) {
                documents.close();
            }
        }
    }

    /** Canonical. */
    public List<byte[]> keys() {
        return keys;
    }

    /** The key behind which the next page starts; empty on the last page. */
    public Optional<byte[]> last() {
        return last;
    }

    /** Writes what is chosen of the document of one of the keys; they are all there. */
    public boolean write(byte[] key, Chosen chosen, OutputStream out) throws IOException {
        return documents.write(key, chosen, out);
    }

    @Override
    public void close() {
        documents.close();
    }
}
