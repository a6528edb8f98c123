package dev.tributary.query;

import dev.tributary.runtime.ViewReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a page of the documents that a lookup asks for. An entry may be older or newer than its document, so each is looked
 * at; partitions of documents are opened as entries lead there.
 */
final class Search {
    /** So many entries that are outdated are passed over for one page; it is then short, and the next one goes on. */
    private static final int MOST_OUTDATED = 1_000;

    private final ViewReads view;
    private final Lookup lookup;
    private final Entries entries;
    private final Documents documents;
    private final int limit;

    Search(ViewReads view, Lookup lookup, Entries entries, Documents documents, int limit) {
        this.view = view;
        this.lookup = lookup;
        this.entries = entries;
        this.documents = documents;
        this.limit = limit;
    }

    /** The page behind a key; or why it cannot be read here. */
    Opening page(byte @Nullable [] after) {
        List<byte[]> found = new ArrayList<>();
        byte[] last = after;
        int outdated = 0;
        while (found.size() <= limit && outdated <= MOST_OUTDATED) {
            List<byte[]> keys = entries.keysAfter(last, limit + 1 - found.size());
            if (keys.isEmpty()) {
                return new Page(documents, found, Optional.empty());
            }
            for (byte[] key : keys) {
                Optional<Unavailable> away = documents.open(view.partitionOf(key));
                if (away.isPresent()) {
                    return away.get();
                }
                if (documents.contains(key, lookup)) {
                    found.add(key);
                } else {
                    outdated++;
                }
                last = key;
            }
        }
        return found.size() <= limit
                ? new Page(documents, found, Optional.ofNullable(last))
                : new Page(documents, found.subList(0, limit), Optional.of(found.get(limit - 1)));
    }
}
