package dev.tributary.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tributary.store.Revisions.Revision;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Whole documents as they were sent, each for as long as it is still the same. Thread-safe. */
final class DocumentCache {
    /** What an entry takes besides its bytes. */
    private static final int ENTRY_BYTES = 256;

    private final Cache<Key, Entry> entries;
    private final boolean isOn;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** @param bytes of all that it keeps, at most; 0 to keep nothing */
    DocumentCache(long bytes) {
        isOn = bytes > 0;
        entries = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher(Entry::weight)
                // on the thread that reads, instead of one of all the JVM's
                .executor(Runnable::run)
                .build();
    }

    /**
     * A document as it is sent.
     *
     * @param tag of the bytes
     * @param modifiedMs when it changed last, since 1970; 0 when that is not known
     */
    record Whole(byte[] json, String tag, long modifiedMs) {}

    /** The key of a document in the store of which a revision is. */
    private record Key(Revision revision, byte[] document) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.revision.of() == revision.of()
                    && Arrays.equals(key.document, document);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(revision.of()) + Arrays.hashCode(document);
        }
    }

    private record Entry(Revision revision, Whole document) {
        static int weight(Key key, Entry entry) {
            return ENTRY_BYTES + key.document.length + entry.document.json.length;
        }
    }

    /**
     * The document, if it is still the same.
     *
     * @param now its revision
     */
    Optional<Whole> find(Revision now, byte[] key) {
        Entry entry = entries.getIfPresent(new Key(now, key));
        if (entry == null || !entry.revision.equals(now)) {
            misses.increment();
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(entry.document);
    }

    /**
     * Keeps a document.
     *
     * @param before its revision before it was read
     */
    void keep(Revision before, byte[] key, Whole document) {
        if (isOn) {
            entries.put(new Key(before, key), new Entry(before, document));
        }
    }

    /** Documents that were found. */
    long hits() {
        return hits.sum();
    }

    /** Documents that had to be read from their store. */
    long misses() {
        return misses.sum();
    }
}
