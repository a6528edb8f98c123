package dev.tributary.plan;

import dev.tributary.codec.ByteWriter;
import dev.tributary.codec.Message;
import dev.tributary.codec.Version;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.FoldState;
import dev.tributary.store.Layout;
import dev.tributary.store.OrderedReads;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.Pending;
import java.util.Arrays;

/**
 * When a document changed last: the newest time of the source records behind all that was said of it, rows and deletions. It is
 * a maximum, so neither order nor repetition matters. It stays for as long as anything is stored under the document's key, and
 * so outlives a root that goes and comes again.
 */
final class LastChange {
    private LastChange() {}

    /** The newest of the times that a message has, in ms since 1970; 0 when it has none. */
    static long newest(Message message) {
        return message.versions().stream().mapToLong(Version::timestamp).reduce(0, Math::max);
    }

    /** Notes what was said of a document. */
    static void note(byte[] rootKey, Message message, Pending pending) {
        long time = newest(message);
        if (time > DocumentReader.modified(pending, rootKey)) {
            pending.put(
                    Layout.modified(rootKey),
                    new ByteWriter(10).writeVarint(time).toBytes());
        }
    }

    /**
     * Forgets the time with the last thing that is stored under the document's key.
     *
     * @param key of the row whose deletion is forgotten
     */
    static void forget(byte[] rootKey, byte[] key, FoldState state, FoldState.Change change) {
        byte[] all = FoldState.space(FoldState.ROWS, rootKey);
        byte[] forgotten = FoldState.space(FoldState.ROWS, key);
        try (OrderedStore.Cursor cursor = state.store().cursor()) {
            cursor.seek(all);
            if (cursor.isValid() && Arrays.equals(cursor.key(), forgotten)) {
                cursor.next();
            }
            if (!cursor.isValid() || !OrderedReads.startsWith(cursor.key(), all)) {
                change.batch().delete(Layout.modified(rootKey));
            }
        }
    }
}
