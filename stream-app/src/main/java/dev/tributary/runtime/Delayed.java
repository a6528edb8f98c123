package dev.tributary.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What waited long in one log, and then moved on to the next, where it looks new: remembered, with its age, until it must have
 * come through all of them. Used by one thread.
 */
final class Delayed {
    /** A look and a half. What waits for less is passed between two looks, as anything is that waits for nobody. */
    private static final long FROM_MS = 750;

    private static final int MOST = 64;

    private final int rounds;
    private final List<Batch> batches = new ArrayList<>();

    /** @param rounds how many logs a row goes through at most */
    Delayed(int rounds) {
        this.rounds = rounds;
    }

    /** What has waited since some time, and the ends that the logs had when it had moved on. */
    private static final class Batch {
        private final long sinceMs;
        private Map<TopicPartition, Long> goal = Map.of();
        private int left;

        Batch(long sinceMs) {
            this.sinceMs = sinceMs;
        }

        void begin(Map<TopicPartition, Long> ends, int rounds) {
            goal = new HashMap<>(ends);
            left = rounds;
        }

        /** Whether it has come through. */
        boolean pass(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
            boolean isPassed = goal.entrySet().stream()
                    .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
            if (isPassed) {
                goal = new HashMap<>(ends);
                left--;
            }
            return left == 0;
        }
    }

    /** What had waited has moved on. */
    void moved(long sinceMs, long atMs, Map<TopicPartition, Long> ends) {
        if (atMs - sinceMs < FROM_MS) {
            return;
        }
        if (batches.size() < MOST) {
            batches.add(new Batch(sinceMs));
        }
        batches.get(batches.size() - 1).begin(ends, rounds);
    }

    /** Since when the oldest of it waits; the end of time when there is none. */
    long since(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        boolean isQuiet =
                ends.entrySet().stream().allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
        if (isQuiet) {
            batches.clear();
        }
        batches.removeIf(batch -> batch.pass(ends, committed));
        return batches.stream().mapToLong(batch -> batch.sinceMs).min().orElse(Long.MAX_VALUE);
    }
}
