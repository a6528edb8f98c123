package dev.tributary.query;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some documents of a listing, in key order.
 *
 * @param keys canonical
 * @param last the key behind which the next page starts; empty on the last page
 */
public record Page(List<byte[]> keys, Optional<byte[]> last) {

    /** The page behind a key, or the first one for null. */
    public static Page after(byte @Nullable [] key, int limit, Documents documents) {
        List<byte[]> keys = documents.keysAfter(key, limit + 1);
        return keys.size() <= limit
                ? new Page(keys, Optional.empty())
                : new Page(keys.subList(0, limit), Optional.of(keys.get(limit - 1)));
    }
}
