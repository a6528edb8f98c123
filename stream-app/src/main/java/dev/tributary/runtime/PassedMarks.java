package dev.tributary.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What follows the records of a log when they were written in transactions: the marks of their ends, and records of transactions that
 * were given up. A copy takes in neither, so by its records alone it never comes to the log's end; whoever reads the log for it has
 * passed them. Thread-safe.
 */
final class PassedMarks {
    private final Map<TopicPartition, Passed> passed = new ConcurrentHashMap<>();

    /** Nothing to take in lies from the one offset up to the other. */
    private record Passed(long from, long to) {}

    /** A reader begins at an offset. */
    void begin(TopicPartition log, long at) {
        passed.put(log, new Passed(at, at));
    }

    /** A reader begins where it does not know yet. */
    void forget(TopicPartition log) {
        passed.remove(log);
    }

    /** A reader got records up to an offset, and goes on at the other. */
    void read(TopicPartition log, long behindLast, long next) {
        passed.put(log, new Passed(behindLast, next));
    }

    /** A reader got no records, and goes on at an offset. */
    void readNothing(TopicPartition log, long next) {
        passed.computeIfPresent(log, (same, before) -> new Passed(before.from, next));
    }

    /** The offset of what a copy takes in next, when all records before an offset are in it. */
    long behind(TopicPartition log, long offset) {
        Passed known = passed.get(log);
        return known == null || known.from != offset ? offset : Math.max(offset, known.to);
    }
}
