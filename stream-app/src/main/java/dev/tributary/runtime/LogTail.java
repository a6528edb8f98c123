package dev.tributary.runtime;

import dev.tributary.plan.Log;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads on in the logs of a view, wherever its copies are: which keys have new records. Used by one thread, but for {@link
 * #wakeup}; must be closed. A call may fail when Kafka does; what it was to tell is then told by another tail that follows from
 * where this one was.
 */
public interface LogTail extends AutoCloseable {

    /** A partition of a log. */
    record Spot(Log log, int partition) {}

    /**
     * A record.
     *
     * @param isLive whether it says that the row is there, and not that it is gone
     */
    record Entry(Spot spot, long offset, byte[] key, boolean isLive) {}

    /** Tells these logs from others that had their place before, whose offsets mean nothing here. */
    String logs();

    /** The offset of the first record of each that is still there. */
    Map<Spot, Long> beginnings(Collection<Spot> spots);

    /** The offset behind the last record of each that is complete. */
    Map<Spot, Long> ends(Collection<Spot> spots);

    /** From now on the records of these are read, from these offsets on, and those of no others. */
    void follow(Map<Spot, Long> from);

    /** The records that came next; none when none came in time, or when it was woken up. */
    List<Entry> poll(Duration atMost);

    /** The offset behind all of a followed partition that was read, and behind what no reader gets to see. */
    long position(Spot spot);

    /** Ends a {@link #poll} that waits, or the next one. May be called by any thread. */
    void wakeup();

    @Override
    void close();
}
