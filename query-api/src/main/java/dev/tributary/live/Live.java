package dev.tributary.live;

import dev.tributary.query.Reading;
import dev.tributary.runtime.ViewReads;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** All who follow something on this instance. Thread-safe. */
public final class Live implements AutoCloseable {
    /** They read and write for all streams; none of them waits for a client. */
    private static final int THREADS = 4;
    /** They read again what came while clients were away, of one view each. */
    private static final int CATCH_UP_THREADS = 2;

    private static final long IDLE_THREAD_S = 10;
    private static final long TICK_MS = 1_000;
    private static final long CLOSE_WAIT_MS = 2_000;
    private static final long LOOK_AGAIN_MS = 5;

    private final LiveReads reads;
    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Set<DocumentWait> waits = ConcurrentHashMap.newKeySet();
    private final Map<ViewReads, Parts> parts = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor pool = pool(THREADS, "tributary-live-");
    private final ThreadPoolExecutor catchUps = pool(CATCH_UP_THREADS, "tributary-catch-up-");
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, threads("tributary-live-timer-"));
    private final Future<?> ticking;
    private volatile boolean isClosed;

    /** @param most how many may follow something at the same time */
    public Live(LiveReads reads, int most) {
        this.reads = reads;
        this.most = most;
        timer.setRemoveOnCancelPolicy(true);
        ticking = timer.scheduleWithFixedDelay(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** What those who follow the same view share. */
    record Parts(LiveReads reads, Hub hub, CatchUp catchUp, Executor pool, ScheduledExecutorService timer) {}

    /** A stream, as the connection sees it. */
    public interface Handle {
        /** What was written has gone. */
        void canWrite();

        /** The client is gone. */
        void broke();
    }

    private static ThreadPoolExecutor pool(int size, String name) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE_THREAD_S, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    public LiveReads reads() {
        return reads;
    }

    /** How many follow something. */
    public int open() {
        return open.get();
    }

    /** Takes a place for one more; false when there is none. Whoever takes one must use it. */
    public boolean enter() {
        if (open.incrementAndGet() <= most) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    /** Gives back a place that was not used. */
    public void leave() {
        open.decrementAndGet();
    }

    private Parts of(ViewReads view) {
        return parts.computeIfAbsent(
                view, first -> new Parts(reads, new Hub(view), new CatchUp(view, catchUps), pool, timer));
    }

    /**
     * Begins a stream; uses up a place.
     *
     * @param lastId the id of the last event that the client got of another stream
     * @param observer is told the name of each event that is sent
     */
    public Handle follow(Question asked, Optional<String> lastId, Outlet outlet, Consumer<String> observer) {
        Parts shared = of(asked.view());
        EventStream stream = new EventStream(asked, lastId, outlet, shared, observer, ended -> {
            streams.remove(ended);
            leave();
        });
        streams.add(stream);
        shared.hub.add(stream.following());
        if (isClosed) {
            stream.end();
        }
        return stream;
    }

    /**
     * Waits until a document is another one; uses up a place.
     *
     * @param isNews whether what was read is worth an answer
     * @param then is done then, or when the time is over, or when this is closed
     */
    public void await(Question asked, byte[] document, Predicate<Reading> isNews, long atMostMs, Runnable then) {
        Parts shared = of(asked.view());
        DocumentWait wait = new DocumentWait(asked, document, shared, isNews, ended -> {
            waits.remove(ended);
            leave();
            then.run();
        });
        waits.add(wait);
        shared.hub.add(wait);
        if (isClosed) {
            wait.end();
        } else {
            endAfter(wait, atMostMs);
        }
    }

    private void endAfter(DocumentWait wait, long ms) {
        try {
            wait.endsBy(timer.schedule(wait::end, ms, TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException closed) {
            wait.end();
        }
    }

    private void tick() {
        long now = System.currentTimeMillis();
        streams.forEach(stream -> stream.tick(now));
    }

    /** Ends all streams in order, and all waiting. */
    @Override
    public void close() {
        isClosed = true;
        streams.forEach(EventStream::end);
        waits.forEach(DocumentWait::end);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_WAIT_MS);
        try {
            while (!streams.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_AGAIN_MS);
            }
            ticking.cancel(false);
            timer.shutdownNow();
            parts.values().forEach(shared -> shared.hub.close());
            pool.shutdown();
            catchUps.shutdownNow();
            pool.awaitTermination(CLOSE_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
