package dev.tributary.runtime;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a view has come. It is built once the ends that its source topics had at its start have passed through all of
 * it: first the sources' ingestion passes them, then, once for each hop that a row may take, all of the view's logs pass
 * the ends that they have by then. Written by one thread, read by any.
 */
final class Progress {
    private static final int MOST_SAMPLES = 300;

    /** Behind which offsets the groups are, and since when. */
    record Lag(long records, long ms) {
        static final Lag NONE = new Lag(0, 0);
    }

    private record Sample(long timeMs, Map<TopicPartition, Long> ends) {}

    private final Set<TopicPartition> sourcePartitions;
    private final Set<TopicPartition> logPartitions;
    private final int rounds;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable Map<TopicPartition, Long> goal;
    private int round;
    private volatile double done;
    private volatile Lag lag = Lag.NONE;
    private volatile Map<TopicPartition, Long> lastEnds = Map.of();
    private volatile Map<TopicPartition, Long> lastCommitted = Map.of();
    private volatile boolean built;

    /**
     * Begins with nothing done.
     *
     * @param hops the most hops that a row takes
     * @param built whether the view had been built when this instance last ran
     */
    Progress(
            Collection<TopicPartition> sourcePartitions,
            Collection<TopicPartition> logPartitions,
            int hops,
            boolean built) {
        this.sourcePartitions = new HashSet<>(sourcePartitions);
        this.logPartitions = new HashSet<>(logPartitions);
        this.rounds = hops + 2;
        this.built = built;
    }

    boolean isBuilt() {
        return built;
    }

    /** The part of the building that is done, 0 to 1. */
    double done() {
        return built ? 1 : done;
    }

    Lag lag() {
        return lag;
    }

    /** How many records lie behind an offset of a log, when that was last looked at; empty before. */
    OptionalLong behind(TopicPartition partition, long offset) {
        Long end = lastEnds.get(partition);
        return end == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, end - offset));
    }

    /** How many records lie behind what was committed of a log, when that was last looked at; empty before. */
    OptionalLong behind(TopicPartition partition) {
        return behind(partition, lastCommitted.getOrDefault(partition, 0L));
    }

    /** Takes in what the ends and the commits are now. Sources are committed by their own applications. */
    void update(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed, long nowMs) {
        lastCommitted = Map.copyOf(committed);
        lastEnds = Map.copyOf(ends);
        measure(ends, committed, nowMs);
        if (!built) {
            build(ends, committed);
        }
    }

    private void build(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        Set<TopicPartition> partitions = round == 0 ? sourcePartitions : logPartitions;
        if (goal == null) {
            goal = new HashMap<>(ends);
            goal.keySet().retainAll(partitions);
        }
        long wanted = 0;
        long reached = 0;
        for (Map.Entry<TopicPartition, Long> end : goal.entrySet()) {
            wanted += end.getValue();
            reached += Math.min(end.getValue(), committed.getOrDefault(end.getKey(), 0L));
        }
        done = (round + (wanted == 0 ? 1 : (double) reached / wanted)) / (rounds + 1);
        if (reached == wanted) {
            goal = null;
            built = ++round > rounds;
        }
    }

    /** The lag in time is the age of the oldest ends that have not been passed. */
    private void measure(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed, long nowMs) {
        samples.addLast(new Sample(nowMs, ends));
        while (samples.size() > MOST_SAMPLES
                || (!samples.isEmpty() && behind(samples.getFirst().ends, committed) == 0)) {
            samples.removeFirst();
        }
        lag = samples.isEmpty() ? Lag.NONE : new Lag(behind(ends, committed), nowMs - samples.getFirst().timeMs);
    }

    private static long behind(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            behind += Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L));
        }
        return behind;
    }
}
