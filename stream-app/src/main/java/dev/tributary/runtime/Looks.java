package dev.tributary.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * What the ends of logs were when they were looked at. A record that an end includes, and the one before did not, was written
 * between the two looks: so this tells for how long what lies behind an offset can have waited there, and never too little.
 * The older looks are, the fewer of them are kept. Thread-safe.
 */
final class Looks {
    private static final int MOST = 120;

    private final List<Look> looks = new ArrayList<>();
    private final OptionalLong sinceMs;

    /** @param sinceMs from when on there may be what the first look finds; empty when that does not matter */
    Looks(OptionalLong sinceMs) {
        this.sinceMs = sinceMs;
    }

    /**
     * From the first to the last time that the ends were found to be these.
     *
     * @param shownMs up to when all that had come was in the documents by then; before all time while that is not known
     */
    private record Look(long firstMs, long lastMs, Map<TopicPartition, Long> ends, long shownMs) {}

    private static final long UNKNOWN = Long.MIN_VALUE;

    synchronized void add(long atMs, Map<TopicPartition, Long> ends) {
        int newest = looks.size() - 1;
        if (newest >= 0 && looks.get(newest).ends.equals(ends)) {
            looks.set(newest, new Look(looks.get(newest).firstMs, atMs, looks.get(newest).ends, UNKNOWN));
            return;
        }
        looks.add(new Look(atMs, atMs, Map.copyOf(ends), UNKNOWN));
        if (looks.size() > MOST) {
            thin();
        }
    }

    /** Of the older half every second goes, never the first. */
    private void thin() {
        for (int i = MOST / 2 - 1; i > 0; i -= 2) {
            looks.remove(i);
        }
    }

    /** The end of a log when it was last looked at; empty before. */
    synchronized OptionalLong end(TopicPartition partition) {
        Long end = looks.isEmpty() ? null : looks.get(looks.size() - 1).ends.get(partition);
        return end == null ? OptionalLong.empty() : OptionalLong.of(end);
    }

    /** Up to when all that had come was in the documents, at the last look. */
    synchronized void shown(long untilMs) {
        int newest = looks.size() - 1;
        Look last = looks.get(newest);
        looks.set(newest, new Look(last.firstMs, last.lastMs, last.ends, untilMs));
    }

    /**
     * Up to when all that had come is in a copy that is at an offset of a log: what the active one showed when the log ended
     * there. Empty when that is not known.
     */
    synchronized OptionalLong shownAt(TopicPartition partition, long offset) {
        return looks.stream()
                .filter(look -> look.shownMs != UNKNOWN && look.ends.getOrDefault(partition, 0L) <= offset)
                .mapToLong(Look::shownMs)
                .max();
    }

    /** Whether all logs were ever found to end at these offsets or before. */
    synchronized boolean isReached(Map<TopicPartition, Long> offsets) {
        return looks.stream()
                .anyMatch(look -> look.ends.entrySet().stream()
                        .allMatch(end -> end.getValue() <= offsets.getOrDefault(end.getKey(), 0L)));
    }

    /**
     * When all logs were last found to end at these offsets or before. If they never were: since when there may be what the first
     * look found, or when that was.
     */
    long reachedAt(Map<TopicPartition, Long> offsets) {
        return reachedAt(ends ->
                ends.entrySet().stream().allMatch(end -> end.getValue() <= offsets.getOrDefault(end.getKey(), 0L)));
    }

    private synchronized long reachedAt(Predicate<Map<TopicPartition, Long>> reached) {
        for (int i = looks.size() - 1; i >= 0; i--) {
            if (reached.test(looks.get(i).ends)) {
                return looks.get(i).lastMs;
            }
        }
        return sinceMs.orElse(looks.isEmpty() ? 0 : looks.get(0).firstMs);
    }
}
