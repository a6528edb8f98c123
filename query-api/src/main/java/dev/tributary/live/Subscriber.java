package dev.tributary.live;

import dev.tributary.runtime.LogTail.Entry;
import dev.tributary.runtime.LogTail.Spot;
import java.util.Map;
import java.util.Optional;

/** Somebody who hears what comes in the logs of a view. What is called here returns soon, and does not wait. */
interface Subscriber {
    /** The only document that it wants to hear of; empty for all, and for the entries of lookups. */
    Optional<byte[]> only();

    /**
     * From now on it hears of every record, beginning with these positions.
     *
     * @param logs tells the logs from those of other times
     */
    void joined(String logs, Map<Spot, Long> positions);

    /**
     * A document has changed.
     *
     * @param spot where its log has the record
     */
    void changed(Spot spot, long offset, byte[] document);

    /** A record of a lookup's log came. */
    void indexed(Entry entry);

    /** Whether it wants to hear no more. */
    boolean isOver();

    /** Records were lost before they were read: nothing is known of what happened since. */
    void lost();
}
