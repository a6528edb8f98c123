package dev.tributary.live;

import dev.tributary.plan.Index;
import dev.tributary.plan.Log;
import dev.tributary.runtime.LogTail;
import dev.tributary.runtime.LogTail.Entry;
import dev.tributary.runtime.LogTail.Spot;
import dev.tributary.runtime.ViewReads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tail of a view's logs for all who follow it on this instance, and a thread that reads it, as long as there is somebody, and
 * a while longer. Thread-safe.
 */
final class Hub {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long STAYS_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long REOPEN_AFTER_MS = 1_000;
    private static final Duration REACH_END_AT_MOST = Duration.ofSeconds(30);
    private static final long CLOSE_WAIT_MS = 3_000;
    /** Among so many offsets there is a record, even where the marks of transactions take some. */
    private static final long LOOK_BACK = 100;

    private final ViewReads view;
    private final Set<Spot> spots;
    private final Subscribers subscribers;
    private final Queue<Subscriber> joining = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private String logs = "";
    private long lastUsed = System.nanoTime();
    private @Nullable Thread thread;
    private volatile @Nullable LogTail tail;
    private volatile Map<Spot, Long> newest = Map.of();
    private volatile Map<Spot, Long> positions = Map.of();

    Hub(ViewReads view) {
        this.view = view;
        subscribers = new Subscribers(view.plan().documents());
        spots = spots(view);
    }

    private static Set<Spot> spots(ViewReads view) {
        List<Log> logs = new ArrayList<>(List.of(view.plan().documents()));
        view.plan().indexes().stream().map(Index::log).forEach(logs::add);
        Set<Spot> spots = new LinkedHashSet<>();
        for (int partition = 0; partition < view.partitions(); partition++) {
            for (Log log : logs) {
                spots.add(new Spot(log, partition));
            }
        }
        return spots;
    }

    /** Lets somebody join, soon; who has joined before is told the positions again. */
    synchronized void add(Subscriber subscriber) {
        joining.add(subscriber);
        if (thread == null) {
            thread =
                    new Thread(this::run, "tributary-tail-" + view.plan().view().name());
            thread.setDaemon(true);
            thread.start();
        } else {
            wakeup();
        }
    }

    void remove(Subscriber subscriber) {
        joining.remove(subscriber);
        subscribers.remove(subscriber);
    }

    /** Up to where all who have joined have been told everything. */
    Map<Spot, Long> positions() {
        return positions;
    }

    /** The offset of the newest record of each partition that somebody may have been told of. */
    Map<Spot, Long> newest() {
        return newest;
    }

    private void run() {
        while (goesOn()) {
            try (LogTail opened = view.tail().orElse(null)) {
                if (opened != null) {
                    tail = opened;
                    read(opened);
                    return;
                }
            } catch (RuntimeException failure) {
                LOG.warn("Cannot follow the changes of {} for now: {}", name(), failure.toString());
                tail = null;
            }
            pause();
        }
    }

    private String name() {
        return view.plan().view().name();
    }

    private void pause() {
        try {
            if (closing.await(REOPEN_AFTER_MS, TimeUnit.MILLISECONDS)) {
                LOG.debug("{} is followed no more", name());
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there is somebody to read for, or was a while ago; else the thread ends. */
    private synchronized boolean goesOn() {
        long now = System.nanoTime();
        if (!joining.isEmpty() || !subscribers.isEmpty()) {
            lastUsed = now;
        }
        if (closing.getCount() > 0 && now - lastUsed < STAYS_NS) {
            return true;
        }
        positions = Map.of();
        newest = Map.of();
        tail = null;
        thread = null;
        return false;
    }

    private void read(LogTail opened) {
        begin(opened);
        while (goesOn()) {
            for (Subscriber next = joining.poll(); next != null; next = joining.poll()) {
                subscribers.add(next);
                next.joined(logs, positions);
                if (next.isOver()) {
                    subscribers.remove(next);
                }
            }
            pass(opened, opened.poll(POLL));
        }
    }

    /** Goes on where another tail was; else at the ends, with a look at what is there. */
    private void begin(LogTail opened) {
        Map<Spot, Long> beginnings = opened.beginnings(spots);
        Map<Spot, Long> ends = opened.ends(spots);
        Map<Spot, Long> from = new HashMap<>(positions);
        boolean isSame = logs.equals(opened.logs()) && !from.isEmpty();
        if (!isSame || !from.entrySet().stream().allMatch(at -> isThere(at, beginnings, ends))) {
            subscribers.all().forEach(Subscriber::lost);
            newest = Map.of();
            ends.forEach((spot, end) -> from.put(spot, Math.max(at(beginnings, spot), end - LOOK_BACK)));
        }
        logs = opened.logs();
        opened.follow(from);
        reach(opened, ends, entries -> pass(opened, entries), REACH_END_AT_MOST);
    }

    private static boolean isThere(Map.Entry<Spot, Long> at, Map<Spot, Long> beginnings, Map<Spot, Long> ends) {
        return at.getValue() >= at(beginnings, at.getKey()) && at.getValue() <= at(ends, at.getKey());
    }

    static long at(Map<Spot, Long> offsets, Spot spot) {
        return offsets.getOrDefault(spot, 0L);
    }

    /** Reads until positions are reached. */
    static void reach(LogTail tail, Map<Spot, Long> ends, Consumer<List<Entry>> heard, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> tail.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the ends of the logs were not reached within " + atMost);
            }
            heard.accept(tail.poll(POLL));
        }
    }

    /** What may be told is known before it is told, and what was told afterwards. */
    private void pass(LogTail opened, List<Entry> entries) {
        if (!entries.isEmpty()) {
            Map<Spot, Long> offsets = new HashMap<>(newest);
            entries.forEach(entry -> offsets.put(entry.spot(), entry.offset()));
            newest = Map.copyOf(offsets);
            entries.forEach(subscribers::tell);
        }
        Map<Spot, Long> now = new HashMap<>();
        spots.forEach(spot -> now.put(spot, opened.position(spot)));
        if (!now.equals(positions)) {
            positions = Map.copyOf(now);
        }
    }

    private void wakeup() {
        LogTail open = tail;
        if (open != null) {
            open.wakeup();
        }
    }

    /** Ends the thread. */
    void close() {
        closing.countDown();
        wakeup();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        try {
            if (running != null) {
                running.join(CLOSE_WAIT_MS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
