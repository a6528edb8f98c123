package dev.tributary.live;

import dev.tributary.live.LiveReads.Item;
import dev.tributary.live.LiveReads.Scan;
import dev.tributary.live.Pending.Change;
import dev.tributary.query.Reading;
import dev.tributary.query.Wanted;
import dev.tributary.runtime.LogTail.Spot;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows something: reads what has changed, and writes it, as long as the client takes it. No thread waits for it.
 */
final class EventStream extends Job implements Live.Handle {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    static final long HEARTBEAT_MS = 15_000;
    /** When so much waits to be written, it is written. */
    private static final int FULL_BYTES = 64 << 10;

    private final Question asked;
    private final LiveReads reads;
    private final Outlet outlet;
    private final Consumer<String> observer;
    private final Consumer<EventStream> onEnd;
    private final Following following;
    private final Retry retry;
    private boolean isLive;
    private boolean isLastWritten;
    private volatile boolean isEnding;
    private volatile boolean isBroken;
    private volatile long writtenAtMs = System.currentTimeMillis();
    private boolean isEnded;

    /**
     * Prepares a stream, which begins when it {@linkplain Following#joined joins}.
     *
     * @param lastId up to where the client was told everything by another stream
     * @param observer is told the name of each event
     * @param onEnd is told once
     */
    EventStream(
            Question asked,
            Optional<String> lastId,
            Outlet outlet,
            Live.Parts parts,
            Consumer<String> observer,
            Consumer<EventStream> onEnd) {
        super(parts.pool());
        this.asked = asked;
        this.reads = parts.reads();
        this.outlet = outlet;
        this.observer = observer;
        this.onEnd = onEnd;
        retry = new Retry(parts.timer(), this::wakeUp);
        following = new Following(asked, parts.hub(), parts.catchUp(), lastId, this::wakeUp);
    }

    Following following() {
        return following;
    }

    @Override
    public void canWrite() {
        wakeUp();
    }

    @Override
    public void broke() {
        isBroken = true;
        wakeUp();
    }

    /** Ends it in order: whoever comes back can go on. */
    void end() {
        isEnding = true;
        wakeUp();
    }

    /** To be called now and then. */
    void tick(long nowMs) {
        if (nowMs - writtenAtMs >= HEARTBEAT_MS) {
            wakeUp();
        }
    }

    @Override
    void work() {
        if (isEnded) {
            return;
        }
        try {
            boolean goesOn = true;
            while (goesOn && !isOver() && outlet.isReady()) {
                goesOn = step();
            }
            if (isOver()) {
                finish();
            }
        } catch (IOException gone) {
            LOG.debug("a client that followed {} is gone", asked.name(), gone);
            finish();
        } catch (RuntimeException failure) {
            LOG.error("A stream of {} failed", asked.name(), failure);
            // what is missing must not look like the end
            outlet.breakOff();
            finish();
        }
    }

    private boolean isOver() {
        return isEnding || isBroken || isLastWritten;
    }

    private void finish() {
        isEnded = true;
        retry.cancel();
        following.end();
        outlet.end();
        onEnd.accept(this);
    }

    @Override
    void stopped() {
        following.end();
        outlet.breakOff();
        outlet.end();
    }

    /** Writes some of what there is; whether there may be more. */
    private boolean step() throws IOException {
        Events events = new Events(asked.plan().keyParts());
        boolean goesOn = add(events);
        long now = System.currentTimeMillis();
        if (events.size() == 0 && now - writtenAtMs >= HEARTBEAT_MS) {
            events.heartbeat(following.id());
        }
        if (events.size() == 0) {
            return goesOn;
        }
        outlet.write(events.bytes());
        writtenAtMs = now;
        // what was written has still to be seen off
        return true;
    }

    private boolean add(Events events) {
        Optional<String> hopeless = following.hopeless();
        if (hopeless.isPresent()) {
            events.comment(hopeless.get());
            events.reset();
            isLastWritten = true;
            return false;
        }
        following.reset().ifPresent(why -> {
            isLive = false;
            if (!why.isEmpty()) {
                events.comment(why);
            }
            events.reset();
        });
        boolean goesOn = changes(events);
        goesOn |= following.isListing() && listed(events);
        if (!isLive && following.becomesLive()) {
            isLive = true;
            events.live(following.id());
            observer.accept("live");
        }
        return goesOn;
    }

    /** Adds what has changed; whether there may be more. */
    private boolean changes(Events events) {
        List<Change> changes = following.take();
        if (changes.isEmpty()) {
            return false;
        }
        List<Wanted> wanted = changes.stream()
                .map(change -> change.wanted(following.floorOf(change.document())))
                .toList();
        List<Reading> readings = reads.read(asked, wanted);
        int resolved = 0;
        for (int i = 0; i < readings.size(); i++) {
            resolved += add(events, changes.get(i), readings.get(i)) ? 1 : 0;
        }
        return retry.after(resolved > 0);
    }

    /** Whether that is done with. */
    private boolean add(Events events, Change change, Reading reading) {
        if (reading instanceof Reading.NotYet || reading instanceof Reading.Away) {
            return false;
        }
        if (following.resolve(change, reading)) {
            if (reading instanceof Reading.Found found) {
                events.put(following.id(), change.document(), found.json());
                observer.accept("put");
            } else {
                events.delete(following.id(), change.document());
                observer.accept("delete");
            }
        }
        return true;
    }

    /** Adds the next part of what there is; whether there may be more. */
    private boolean listed(Events events) {
        if (events.size() >= FULL_BYTES) {
            return true;
        }
        Map<Spot, Long> least = following.beginPage();
        if (!(reads.scan(asked, following.after(), least) instanceof Scan.Part part)) {
            return retry.after(false);
        }
        for (Item item : following.endPage(part)) {
            events.put("", item.key(), item.json() == null ? new byte[0] : item.json());
            observer.accept("put");
        }
        return retry.after(true);
    }
}
