package dev.tributary.live;

import dev.tributary.runtime.LogTail;
import dev.tributary.runtime.LogTail.Entry;
import dev.tributary.runtime.LogTail.Spot;
import dev.tributary.runtime.ViewReads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads again what came in a view's logs while clients were away. After a restart they come back all at once: who waits while it is
 * read for others is served together by the next reading. Thread-safe.
 */
final class CatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    /** To read so much takes longer than to read documents anew. */
    private static final long MOST_RECORDS = 1_000_000;

    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final ViewReads view;
    private final Executor executor;
    private final List<Wish> waiting = new ArrayList<>();
    private boolean isRunning;

    CatchUp(ViewReads view, Executor executor) {
        this.view = view;
        this.executor = executor;
    }

    /** Somebody who was away. */
    interface Returned extends Subscriber {
        /** All that it missed has been told. */
        void caughtUp();

        /** It cannot be told any more. */
        void tooLate(String why);
    }

    /** What somebody missed: from offsets on, up to offsets. */
    private record Wish(Returned who, Map<Spot, Long> from, Map<Spot, Long> to) {
        long records() {
            return from.entrySet().stream()
                    .mapToLong(each -> Math.max(0, Hub.at(to, each.getKey()) - each.getValue()))
                    .sum();
        }

        boolean missed(Entry entry) {
            Long first = from.get(entry.spot());
            return first != null && entry.offset() >= first && entry.offset() < Hub.at(to, entry.spot());
        }
    }

    synchronized void add(Returned who, Map<Spot, Long> from, Map<Spot, Long> to) {
        waiting.add(new Wish(who, from, to));
        if (!isRunning) {
            isRunning = true;
            executor.execute(this::run);
        }
    }

    private synchronized List<Wish> take() {
        List<Wish> taken = List.copyOf(waiting);
        waiting.clear();
        isRunning = !taken.isEmpty();
        return taken;
    }

    private void run() {
        for (List<Wish> wishes = take(); !wishes.isEmpty(); wishes = take()) {
            List<Wish> open = new ArrayList<>(wishes);
            try (LogTail tail = view.tail().orElseThrow(() -> new IllegalStateException("the view has not started"))) {
                serve(tail, open);
            } catch (RuntimeException failure) {
                LOG.warn("Cannot tell what {} clients missed: {}", open.size(), failure.toString());
                open.forEach(wish -> wish.who.tooLate("the changes since then cannot be read now"));
            }
        }
    }

    /** Takes out of the wishes those that are answered. */
    private void serve(LogTail tail, List<Wish> wishes) {
        List<Spot> spots = wishes.stream()
                .flatMap(wish -> wish.from.keySet().stream())
                .distinct()
                .toList();
        Map<Spot, Long> beginnings = tail.beginnings(spots);
        Map<Spot, Long> ends = tail.ends(spots);
        wishes.removeIf(wish -> isRefused(wish, beginnings, ends));
        Map<Spot, Long> from = new HashMap<>();
        Map<Spot, Long> to = new HashMap<>();
        for (Wish wish : wishes) {
            wish.from.forEach((spot, offset) -> {
                if (offset < Hub.at(wish.to, spot)) {
                    from.merge(spot, offset, Math::min);
                    to.merge(spot, Hub.at(wish.to, spot), Math::max);
                }
            });
        }
        if (!from.isEmpty()) {
            tail.follow(from);
            Hub.reach(tail, to, entries -> entries.forEach(entry -> tell(wishes, entry)), AT_MOST);
        }
        wishes.forEach(wish -> wish.who.caughtUp());
        wishes.clear();
    }

    private static boolean isRefused(Wish wish, Map<Spot, Long> beginnings, Map<Spot, Long> ends) {
        for (Map.Entry<Spot, Long> each : wish.from.entrySet()) {
            if (each.getValue() < Hub.at(beginnings, each.getKey()) || each.getValue() > Hub.at(ends, each.getKey())) {
                wish.who.tooLate("the logs no longer have what came since then");
                return true;
            }
        }
        if (wish.records() > MOST_RECORDS) {
            wish.who.tooLate("more than " + MOST_RECORDS + " records came since then");
            return true;
        }
        return false;
    }

    private void tell(List<Wish> wishes, Entry entry) {
        boolean isChange = entry.spot().log().equals(view.plan().documents());
        byte[] document = isChange ? view.plan().documents().routing(entry.key()) : entry.key();
        for (Wish wish : wishes) {
            Optional<byte[]> only = wish.who.only();
            if (!wish.missed(entry) || (only.isPresent() && !Arrays.equals(only.get(), document))) {
                continue;
            }
            if (isChange) {
                wish.who.changed(entry.spot(), entry.offset(), document);
            } else {
                wish.who.indexed(entry);
            }
        }
    }
}
