package dev.tributary.runtime;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a view has come. It is built once the ends that its source topics had at its start have passed through all of
 * it: first the sources' ingestion passes them, then, once for each hop that a row may take, all of the view's logs pass
 * the ends that they have by then. Written by one thread, read by any.
 */
final class Progress {
    /** Looks come twice a second; when one is so late, Kafka is away, or this process was stopped. */
    private static final long LATE_AFTER_MS = 2_000;

    /**
     * What the last look showed; when this instance has not looked yet, that of the run before, whose view was current then.
     *
     * @param passedMs from when on something waits in the log in which it is
     * @param reachedAtMs from when on something waits that has not come to the documents
     */
    private record Look(long atMs, long records, long passedMs, long reachedAtMs) {}

    private final Set<TopicPartition> sourcePartitions;
    private final Set<TopicPartition> logPartitions;
    private final int rounds;
    private final Looks looks;
    private final Delayed delayed;
    private @Nullable Map<TopicPartition, Long> goal;
    private int round;
    private volatile double done;
    private volatile @Nullable Look last;
    private volatile Map<TopicPartition, Long> lastCommitted = Map.of();
    private volatile boolean built;

    /**
     * Begins with nothing done.
     *
     * @param hops the most hops that a row takes
     * @param sinceMs when the view had been built when this instance last ran: up to when it was current then. What waits at
     *     the first look may have come right after that
     */
    Progress(
            Collection<TopicPartition> sourcePartitions,
            Collection<TopicPartition> logPartitions,
            int hops,
            OptionalLong sinceMs) {
        this.sourcePartitions = new HashSet<>(sourcePartitions);
        this.logPartitions = new HashSet<>(logPartitions);
        this.rounds = hops + 2;
        this.delayed = new Delayed(rounds);
        looks = new Looks(sinceMs);
        sinceMs.ifPresent(atMs -> last = new Look(atMs, 0, atMs, atMs));
        built = sinceMs.isPresent();
    }

    boolean isBuilt() {
        return built;
    }

    /** The part of the building that is done, 0 to 1. */
    double done() {
        return built ? 1 : done;
    }

    /** The time by which lags are measured: it goes on while the process is stopped, and is never set. */
    static long clockMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /**
     * How far the view is behind its sources. What has happened since the last look is not known: once that is late, nothing
     * is taken to have happened but time.
     */
    Lag lag(long nowMs) {
        Look look = last;
        if (look == null) {
            return Lag.NONE;
        }
        long late = nowMs - look.atMs > LATE_AFTER_MS ? nowMs - look.atMs : 0;
        return look.records == 0 ? new Lag(0, late) : new Lag(look.records, nowMs - look.reachedAtMs);
    }

    /** Up to when all that had come was in the documents, by the last look; empty before. */
    OptionalLong currentMs() {
        Look look = last;
        return look == null ? OptionalLong.empty() : OptionalLong.of(look.records == 0 ? look.atMs : look.reachedAtMs);
    }

    /**
     * How far a copy of the view, which is at an offset of a log, is behind the view's sources. Empty before a look, and while it
     * has not come to where the log ended when it was known what the view showed: of how old it is nobody knows.
     */
    Optional<Lag> lag(TopicPartition partition, long offset, long nowMs) {
        OptionalLong behind = behind(partition, offset);
        OptionalLong shown = looks.shownAt(partition, offset);
        if (behind.isEmpty() || shown.isEmpty()) {
            return Optional.empty();
        }
        Lag view = lag(nowMs);
        long records = behind.getAsLong() + view.records();
        return Optional.of(behind.getAsLong() == 0 ? view : new Lag(records, nowMs - shown.getAsLong()));
    }

    /** The end of a log when that was last looked at; empty before. */
    OptionalLong end(TopicPartition partition) {
        return looks.end(partition);
    }

    /** How many records lie behind an offset of a log, when that was last looked at; empty before. */
    OptionalLong behind(TopicPartition partition, long offset) {
        OptionalLong end = end(partition);
        return end.isEmpty() ? end : OptionalLong.of(Math.max(0, end.getAsLong() - offset));
    }

    /** What was committed of a log when that was last looked at; 0 before. */
    long committed(TopicPartition partition) {
        return lastCommitted.getOrDefault(partition, 0L);
    }

    /** How many records lie behind what was committed of a log, when that was last looked at; empty before. */
    OptionalLong behind(TopicPartition partition) {
        return behind(partition, committed(partition));
    }

    /**
     * Takes in what the ends and the commits are. Sources are committed by their own applications.
     *
     * @param atMs before they were asked for
     */
    void update(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed, long atMs) {
        lastCommitted = Map.copyOf(committed);
        looks.add(atMs, ends);
        Look before = last;
        long records = behind(ends, committed);
        long passed = looks.reachedAt(committed);
        if (before != null && before.records > 0 && passed > before.passedMs) {
            delayed.moved(before.passedMs, atMs, ends);
        }
        long reached = Math.min(passed, delayed.since(ends, committed));
        last = new Look(atMs, records, passed, reached);
        if (!built) {
            build(ends, committed);
        }
        // before, what came before the first look may still be on its way through the logs
        if (built && looks.isReached(committed)) {
            looks.shown(reached);
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

    private static long behind(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            behind += Math.max(0, end.getValue() - committed.getOrDefault(end.getKey(), 0L));
        }
        return behind;
    }
}
