package dev.tributary.live;

import dev.tributary.query.Wanted;
import dev.tributary.runtime.LogTail.Spot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents of which a client is still to be told, by the partition whose record says so. Several changes of one document are one.
 * Not thread-safe.
 */
final class Pending {
    /** So many of each partition are looked at together. */
    private static final int AT_ONCE = 16;

    private final Map<Spot, Line> lines = new LinkedHashMap<>();
    private int size;

    /**
     * Changes of a document.
     *
     * @param first the offset of the first of them
     * @param least what a copy must have taken in before it is read
     */
    record Change(Spot spot, byte[] document, long first, long least) {
        Wanted wanted(long floor) {
            return new Wanted(document, Math.max(floor, least));
        }
    }

    /** Those of one partition: those that are being looked at, before the others. Both in the order of their offsets. */
    private static final class Line {
        private final Map<ByteBuffer, Change> taken = new LinkedHashMap<>();
        private Map<ByteBuffer, Change> waiting = new LinkedHashMap<>();
        private long latest;
        private boolean isSorted = true;

        private void add(Change change) {
            waiting.merge(
                    ByteBuffer.wrap(change.document),
                    change,
                    (before, same) -> new Change(
                            change.spot,
                            change.document,
                            Math.min(before.first, change.first),
                            Math.max(before.least, change.least)));
            isSorted &= change.first >= latest;
            latest = Math.max(latest, change.first);
        }

        /** Some are told late: what was missed, and what came while a part of a listing was read. */
        private void sort() {
            if (isSorted) {
                return;
            }
            Map<ByteBuffer, Change> sorted = new LinkedHashMap<>();
            waiting.values().stream()
                    .sorted(Comparator.comparingLong(Change::first))
                    .forEach(change -> sorted.put(ByteBuffer.wrap(change.document), change));
            waiting = sorted;
            isSorted = true;
        }

        private long first(long otherwise) {
            sort();
            long first = otherwise;
            for (Change each : taken.values()) {
                first = Math.min(first, each.first);
            }
            Iterator<Change> next = waiting.values().iterator();
            return next.hasNext() ? Math.min(first, next.next().first) : first;
        }

        private void take() {
            sort();
            Iterator<Map.Entry<ByteBuffer, Change>> next = waiting.entrySet().iterator();
            while (taken.size() < AT_ONCE && next.hasNext()) {
                Map.Entry<ByteBuffer, Change> each = next.next();
                if (!taken.containsKey(each.getKey())) {
                    taken.put(each.getKey(), each.getValue());
                    next.remove();
                }
            }
        }
    }

    int size() {
        return size;
    }

    /** A record says that a document is to be looked at, in a copy that has taken in a record of its log. */
    void add(Spot spot, byte[] document, long offset, long least) {
        Line line = lines.computeIfAbsent(spot, first -> new Line());
        int before = line.waiting.size();
        line.add(new Change(spot, document, offset, least));
        size += line.waiting.size() - before;
    }

    /** Some to look at now: the same again unless they are done. */
    List<Change> take() {
        List<Change> taken = new ArrayList<>();
        for (Line line : lines.values()) {
            line.take();
            taken.addAll(line.taken.values());
        }
        return taken;
    }

    /** What was taken has been looked at. */
    void done(Change change) {
        Line line = lines.get(change.spot);
        if (line != null && line.taken.remove(ByteBuffer.wrap(change.document)) != null) {
            size--;
        }
    }

    /** The offset before which nothing of a partition is pending, given how far it has been read. */
    long safe(Spot spot, long position) {
        Line line = lines.get(spot);
        return line == null ? position : line.first(position);
    }

    void clear() {
        lines.clear();
        size = 0;
    }
}
