package dev.tributary.live;

import dev.tributary.query.Reading;
import dev.tributary.query.Unavailable;
import dev.tributary.query.Wanted;
import dev.tributary.runtime.LogTail.Spot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents for those who follow the logs. A copy is read only when it has taken in what the follower knows of: else it
 * would show what was before. Thread-safe; a call takes a few milliseconds.
 */
public interface LiveReads {

    /** Why what is asked for cannot be read now; empty when it can. */
    Optional<Unavailable> away(Question asked);

    /** What there is of some documents: an answer for each of the first ones, in order, and of at least one. */
    List<Reading> read(Question asked, List<Wanted> wanted);

    /**
     * Some of the documents of a listing, in key order.
     *
     * @param after the key behind which it goes on; null for the first ones
     * @param least the offsets of log records that the copies that are read must have taken in
     */
    Scan scan(Question asked, byte @Nullable [] after, Map<Spot, Long> least);

    /** What was read of a listing. */
    sealed interface Scan {
        /**
         * Some of it.
         *
         * @param last the key behind which it goes on; empty at its end
         * @param at how far the copies had come that were read
         */
        record Part(List<Item> items, Optional<byte[]> last, Map<Spot, Long> at) implements Scan {}

        /** A copy has not come so far. */
        record NotYet() implements Scan {}

        /** There is no copy that can be read. */
        record Away(Unavailable why) implements Scan {}
    }

    /**
     * A document of a listing.
     *
     * @param json null when a lookup's entry leads to it, but it is not what is asked for
     */
    record Item(byte[] key, byte @Nullable [] json) {}
}
