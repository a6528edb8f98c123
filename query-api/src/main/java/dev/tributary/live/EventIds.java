package dev.tributary.live;

import dev.tributary.codec.ByteReader;
import dev.tributary.codec.ByteWriter;
import dev.tributary.query.PageCursor;
import dev.tributary.runtime.LogTail.Spot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The ids of a stream's events: how far in the logs a client has been told everything, as opaque text. They hold no state of an
 * instance, so they are good after a restart, and on every instance.
 */
final class EventIds {
    /** Deletions stay in the logs for two days; an id that is older may stand before some that are gone. */
    private static final long GOOD_MS = TimeUnit.DAYS.toMillis(1);

    private final PageCursor cursors;
    private final List<Spot> spots;

    EventIds(Question asked, String logs) {
        cursors = PageCursor.ofChanges(asked.plan(), logs, asked.key(), asked.lookup(), asked.chosen());
        spots = asked.spots();
    }

    /** What comes of reading an id. */
    sealed interface Reading {
        /** The client has been told everything before these offsets. */
        record From(Map<Spot, Long> offsets) implements Reading {}

        /** Nobody can go on from there. */
        record Unusable(String why) implements Reading {}
    }

    String encode(Map<Spot, Long> offsets, long nowMs) {
        ByteWriter out = new ByteWriter(Long.BYTES * (spots.size() + 1)).writeVarint(nowMs);
        spots.forEach(spot -> out.writeVarint(Hub.at(offsets, spot)));
        return cursors.encode(out.toBytes());
    }

    Reading decode(String id, long nowMs) {
        PageCursor.Reading reading = cursors.decode(id);
        if (reading instanceof PageCursor.Reading.Behind behind) {
            try {
                return from(new ByteReader(behind.last()), nowMs);
            } catch (IllegalArgumentException | IndexOutOfBoundsException madeUp) {
                return new Reading.Unusable("Last-Event-ID is not an id of an event");
            }
        }
        return new Reading.Unusable(
                reading instanceof PageCursor.Reading.Malformed
                        ? "Last-Event-ID is not an id of an event, or not all of it"
                        : reading instanceof PageCursor.Reading.Foreign
                                ? "Last-Event-ID is of another stream, or of the view as it was built before"
                                : "the view was defined otherwise when Last-Event-ID was made");
    }

    private Reading from(ByteReader in, long nowMs) {
        long ageMs = nowMs - in.readVarint();
        if (ageMs > GOOD_MS) {
            return new Reading.Unusable("Last-Event-ID is older than a day");
        }
        Map<Spot, Long> offsets = new HashMap<>();
        spots.forEach(spot -> offsets.put(spot, in.readVarint()));
        return new Reading.From(offsets);
    }
}
