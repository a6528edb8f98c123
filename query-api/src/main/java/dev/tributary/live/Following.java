package dev.tributary.live;

import dev.tributary.live.LiveReads.Item;
import dev.tributary.live.LiveReads.Scan;
import dev.tributary.live.Pending.Change;
import dev.tributary.query.Reading;
import dev.tributary.runtime.LogTail.Entry;
import dev.tributary.runtime.LogTail.Spot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has come in the logs for one stream, and what its client has been told of it: the tails write here, and the stream reads.
 *
 * <p>What came is noted as keys; the documents are read when they are sent. While a listing is sent, a change behind the part that
 * was read need not be noted: the next part is read from copies that have taken it in. Thread-safe.
 */
final class Following implements CatchUp.Returned {
    /** A client that is further behind begins anew. */
    static final int MOST_PENDING = 10_000;
    /** A lookup that finds more cannot be followed: what its client has must be known. */
    static final int MOST_FOUND = 100_000;

    private final Question asked;
    private final Hub hub;
    private final CatchUp catchUp;
    private final Optional<String> lastId;
    private final Runnable wakeUp;
    private final Pending pending = new Pending();
    private final Sent sent;
    private final Map<Spot, Map<ByteBuffer, Long>> leaving = new HashMap<>();
    private final Map<Spot, Long> floor = new HashMap<>();
    private final List<Runnable> meanwhile = new ArrayList<>();
    private Phase phase = Phase.JOINING;
    private @Nullable EventIds ids;
    private Map<Spot, Long> from = Map.of();
    private boolean isLearnt;
    private boolean isTooSlow;
    private volatile boolean isOver;
    private @Nullable String resetFor;
    private byte @Nullable [] after;
    private @Nullable Map<Spot, Long> page;
    private int beforeLive;

    Following(Question asked, Hub hub, CatchUp catchUp, Optional<String> lastId, Runnable wakeUp) {
        this.asked = asked;
        this.hub = hub;
        this.catchUp = catchUp;
        this.lastId = lastId;
        this.wakeUp = wakeUp;
        sent = new Sent(asked.key().isPresent() || asked.lookup().isPresent());
    }

    /** How far a stream has come. */
    enum Phase {
        /** Nothing is heard yet. */
        JOINING,
        /** It goes on where another ended; what the lookup finds is being learnt, and nothing is heard. */
        LEARNING,
        /** Likewise; what was missed is being read. */
        RETURNING,
        /** What is there now is being sent. */
        SCANNING,
        /** What comes is sent. */
        LIVE
    }

    // ------------------------------------------------------------------------------------------ what the tails say

    @Override
    public Optional<byte[]> only() {
        return asked.key();
    }

    @Override
    public synchronized void joined(String logs, Map<Spot, Long> positions) {
        if (phase == Phase.JOINING) {
            EventIds made = new EventIds(asked, logs);
            ids = made;
            Optional<EventIds.Reading> reading = lastId.map(id -> made.decode(id, System.currentTimeMillis()));
            if (reading.isEmpty()) {
                beginAnew("");
            } else if (reading.get() instanceof EventIds.Reading.From usable) {
                from = usable.offsets();
                sent.goOn();
                goOn(positions);
            } else {
                beginAnew(((EventIds.Reading.Unusable) reading.get()).why());
            }
        } else if (phase == Phase.LEARNING) {
            goBack(positions);
        }
        wakeUp.run();
    }

    private void goOn(Map<Spot, Long> positions) {
        if (asked.lookup().isPresent()) {
            phase = Phase.LEARNING;
        } else {
            asked.key().ifPresent(key -> sent.indexed(key, true));
            goBack(positions);
        }
    }

    private void goBack(Map<Spot, Long> positions) {
        phase = Phase.RETURNING;
        page = null;
        after = null;
        if (from.entrySet().stream().allMatch(each -> each.getValue().equals(positions.get(each.getKey())))) {
            caughtUp();
        } else {
            catchUp.add(this, from, positions);
        }
    }

    @Override
    public synchronized void caughtUp() {
        if (phase == Phase.RETURNING) {
            phase = Phase.LIVE;
            beforeLive = pending.size();
            wakeUp.run();
        }
    }

    @Override
    public synchronized void tooLate(String why) {
        if (phase == Phase.RETURNING) {
            beginAnew(why);
        }
    }

    @Override
    public synchronized void lost() {
        if (phase != Phase.JOINING) {
            beginAnew("changes were lost before they were read");
        }
    }

    private void beginAnew(String why) {
        phase = Phase.SCANNING;
        resetFor = why;
        after = null;
        page = null;
        pending.clear();
        sent.clear();
        leaving.clear();
        meanwhile.clear();
        asked.key().ifPresent(key -> {
            Spot spot = asked.spotOf(key);
            sent.indexed(key, true);
            pending.add(spot, key, Hub.at(hub.positions(), spot), newest(spot));
        });
        wakeUp.run();
    }

    private long newest(Spot spot) {
        return hub.newest().getOrDefault(spot, -1L);
    }

    @Override
    public synchronized void changed(Spot spot, long offset, byte[] document) {
        if (isHeard(document, () -> changed(spot, offset, document)) && sent.isKnown(document)) {
            add(spot, document, offset, offset);
        }
    }

    @Override
    public synchronized void indexed(Entry entry) {
        if (asked.lookup().isEmpty()
                || !asked.lookup().get().index().log().equals(entry.spot().log())) {
            return;
        }
        Optional<byte[]> found = asked.found(entry.key());
        if (found.isPresent() && isHeard(found.get(), () -> indexed(entry))) {
            byte[] document = found.get();
            sent.indexed(document, entry.isLive());
            // its own record may have come before it was known that it matters
            add(entry.spot(), document, entry.offset(), newest(asked.spotOf(document)));
        }
    }

    /** Whether a change has to be noted; one in the part of a listing that is being read is looked at when it has been. */
    private boolean isHeard(byte[] document, Runnable again) {
        if (phase == Phase.JOINING || phase == Phase.LEARNING || isTooSlow) {
            return false;
        }
        boolean isAhead = phase == Phase.SCANNING
                && asked.key().isEmpty()
                && (after == null || Arrays.compareUnsigned(document, after) > 0);
        if (isAhead && page != null) {
            meanwhile.add(again);
            isTooSlow = meanwhile.size() > MOST_PENDING;
        }
        return !isAhead;
    }

    private void add(Spot spot, byte[] document, long offset, long least) {
        pending.add(spot, document, offset, least);
        if (pending.size() > MOST_PENDING) {
            if (phase == Phase.RETURNING) {
                beginAnew("more than " + MOST_PENDING + " documents have changed since then");
            } else {
                isTooSlow = true;
            }
        }
        wakeUp.run();
    }

    // ------------------------------------------------------------------------------------------ what the stream asks

    /** Whether a part of a listing is to be read next. */
    synchronized boolean isListing() {
        return asked.key().isEmpty() && (phase == Phase.SCANNING || (phase == Phase.LEARNING && !isLearnt));
    }

    /** Whether the client is too far behind, or what it asks for is too much. */
    synchronized Optional<String> hopeless() {
        if (sent.size() > MOST_FOUND) {
            return Optional.of(
                    "the lookup finds more than " + MOST_FOUND + " documents: follow the view, or fewer values");
        }
        return isTooSlow
                ? Optional.of("more than " + MOST_PENDING + " changed documents wait for this client")
                : Optional.empty();
    }

    /** Why all that the client was told is void, once; empty text where that needs no reason. */
    synchronized Optional<String> reset() {
        Optional<String> why = Optional.ofNullable(resetFor);
        resetFor = null;
        return why;
    }

    /** What to look at next; nothing while some may still be told that comes before. */
    synchronized List<Change> take() {
        return phase == Phase.RETURNING ? List.of() : pending.take();
    }

    synchronized long floorOf(byte[] document) {
        return floor.getOrDefault(asked.spotOf(document), -1L);
    }

    /** A document has been looked at; whether the client has to be told. */
    synchronized boolean resolve(Change change, Reading reading) {
        byte[] document = change.document();
        pending.done(change);
        beforeLive--;
        if (reading instanceof Reading.Found found) {
            floor.merge(asked.spotOf(document), found.at(), Math::max);
            boolean isNews = sent.put(document, found.json());
            if (asked.lookup().isPresent()) {
                noteLeaving(change);
            }
            return isNews;
        }
        if (reading instanceof Reading.Missing missing) {
            floor.merge(asked.spotOf(document), missing.at(), Math::max);
        }
        leaving.values().forEach(each -> each.remove(ByteBuffer.wrap(document)));
        return sent.delete(document);
    }

    /** No entry leads to it any more, but its own record is still to come: a client that comes back must hear of it again. */
    private void noteLeaving(Change change) {
        ByteBuffer document = ByteBuffer.wrap(change.document());
        boolean isEntry = !change.spot().log().equals(asked.plan().documents());
        if (isEntry && sent.isLeft(change.document())) {
            leaving.computeIfAbsent(change.spot(), first -> new LinkedHashMap<>())
                    .putIfAbsent(document, change.first());
        } else if (!sent.isLeft(change.document())) {
            leaving.values().forEach(each -> each.remove(document));
        }
    }

    /** Behind which key the next part of the listing is. */
    synchronized byte @Nullable [] after() {
        return after;
    }

    /** What the copies must have taken in from which the part is read; the same until it has been. */
    synchronized Map<Spot, Long> beginPage() {
        Map<Spot, Long> least = page;
        if (least == null) {
            // what comes from now on is kept, and all that came before is among the newest
            least = new HashMap<>();
            page = least;
            least.putAll(hub.newest());
            for (Map.Entry<Spot, Long> each : floor.entrySet()) {
                least.merge(each.getKey(), each.getValue(), Math::max);
            }
        }
        return Map.copyOf(least);
    }

    /** A part of the listing has been read: those of it that are to be sent. */
    synchronized List<Item> endPage(Scan.Part part) {
        if (page == null) {
            return List.of();
        }
        page = null;
        after = part.last().orElse(null);
        part.at().forEach((spot, at) -> floor.merge(spot, at, Math::max));
        List<Item> found = new ArrayList<>();
        for (Item item : part.items()) {
            take(item, found);
        }
        if (part.last().isEmpty()) {
            endListing();
        }
        List<Runnable> again = List.copyOf(meanwhile);
        meanwhile.clear();
        again.forEach(Runnable::run);
        return found;
    }

    private void take(Item item, List<Item> found) {
        if (asked.lookup().isPresent()) {
            sent.indexed(item.key(), true);
        }
        if (phase != Phase.LEARNING && item.json() != null && sent.put(item.key(), item.json())) {
            found.add(item);
        }
    }

    private void endListing() {
        if (phase == Phase.LEARNING) {
            // from there on it hears
            isLearnt = true;
            hub.add(this);
        } else {
            phase = Phase.LIVE;
        }
    }

    /** Whether it is time to say that all is said that there was. */
    synchronized boolean becomesLive() {
        if (phase == Phase.SCANNING && asked.key().isPresent() && pending.size() == 0) {
            phase = Phase.LIVE;
        }
        return phase == Phase.LIVE && (beforeLive <= 0 || pending.size() == 0);
    }

    /** How far the client has been told everything. */
    synchronized String id() {
        EventIds made = ids;
        if (phase != Phase.LIVE || made == null) {
            return "";
        }
        // before what is pending: what comes in between is then pending too
        Map<Spot, Long> offsets = new HashMap<>(hub.positions());
        offsets.replaceAll(pending::safe);
        leaving.forEach((spot, documents) -> {
            for (long first : documents.values()) {
                offsets.merge(spot, first, Math::min);
            }
        });
        return made.encode(offsets, System.currentTimeMillis());
    }

    @Override
    public boolean isOver() {
        return isOver;
    }

    void end() {
        isOver = true;
        hub.remove(this);
    }
}
