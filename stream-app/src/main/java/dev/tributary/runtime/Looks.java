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

    /** From the first to the last time that the ends were found to be these. */
    private record Look(long firstMs, long lastMs, Map<TopicPartition, Long> ends) {}

    synchronized void add(long atMs, Map<TopicPartition, Long> ends) {
        int newest = looks.size() - 1;
        if (newest >= 0 && looks.get(newest).ends.equals(ends)) {
            looks.set(newest, new Look(looks.get(newest).firstMs, atMs, looks.get(newest).ends));
            return;
        }
        looks.add(new Look(atMs, atMs, Map.copyOf(ends)));
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

    /** When a log was last found to end at the offset or before; when it was first looked at, if it never was. */
    long reachedAt(TopicPartition partition, long offset) {
        return reachedAt(ends -> ends.getOrDefault(partition, 0L) <= offset);
    }

    /** Whether a log was ever found to end at the offset or before. */
    synchronized boolean isReached(TopicPartition partition, long offset) {
        return looks.stream().anyMatch(look -> look.ends.getOrDefault(partition, 0L) <= offset);
    }

    /** Likewise of all logs. */
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
        return looks.isEmpty() ? 0 : looks.get(0).firstMs;
    }
}
