package dev.tributary.live;

import dev.tributary.query.Reading;
import dev.tributary.query.Wanted;
import dev.tributary.runtime.LogTail.Entry;
import dev.tributary.runtime.LogTail.Spot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody who waits until a document is another one than it was. No thread waits for it. */
final class DocumentWait extends Job implements Subscriber {
    private static final long NOT_JOINED = Long.MAX_VALUE;

    private final Question asked;
    private final byte[] document;
    private final LiveReads reads;
    private final Hub hub;
    private final Predicate<Reading> isNews;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final Consumer<DocumentWait> then;
    private final Retry retry;
    private volatile long least = NOT_JOINED;
    private volatile @Nullable Future<?> timeout;

    DocumentWait(
            Question asked, byte[] document, Live.Parts parts, Predicate<Reading> isNews, Consumer<DocumentWait> then) {
        super(parts.pool());
        this.asked = asked;
        this.document = document;
        this.reads = parts.reads();
        this.hub = parts.hub();
        this.isNews = isNews;
        this.then = then;
        retry = new Retry(parts.timer(), this::wakeUp);
    }

    /** What will end it when its time is over. */
    void endsBy(Future<?> end) {
        timeout = end;
    }

    /** Ends the waiting. May be called by any thread. */
    void end() {
        Future<?> end = timeout;
        if (end != null) {
            end.cancel(false);
        }
        retry.cancel();
        hub.remove(this);
        if (!isOver.getAndSet(true)) {
            then.accept(this);
        }
    }

    @Override
    public Optional<byte[]> only() {
        return Optional.of(document);
    }

    @Override
    public void joined(String logs, Map<Spot, Long> positions) {
        least = hub.newest().getOrDefault(asked.spotOf(document), -1L);
        wakeUp();
    }

    @Override
    public void changed(Spot spot, long offset, byte[] changed) {
        least = offset;
        wakeUp();
    }

    @Override
    public void indexed(Entry entry) {}

    @Override
    public boolean isOver() {
        return isOver.get();
    }

    @Override
    public void lost() {
        least = -1;
        wakeUp();
    }

    @Override
    void work() {
        long needed = least;
        if (needed == NOT_JOINED || isOver()) {
            return;
        }
        List<Reading> readings = reads.read(asked, List.of(new Wanted(document, needed)));
        Reading reading = readings.get(0);
        if (reading instanceof Reading.NotYet) {
            retry.after(false);
        } else if (reading instanceof Reading.Away || isNews.test(reading)) {
            end();
        } else {
            retry.after(true);
        }
    }

    @Override
    void stopped() {
        end();
    }
}
