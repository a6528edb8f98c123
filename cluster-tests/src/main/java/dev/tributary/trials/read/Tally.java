package dev.tributary.trials.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What became of reads. Thread-safe. */
public final class Tally {
    private static final int MOST_EXAMPLES = 8;

    private final LongAdder tried = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder sentAgain = new LongAdder();
    private final Map<String, LongAdder> byStatus = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> byServer = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> bad = new ConcurrentSkipListMap<>();
    private final Map<String, List<String>> examples = new TreeMap<>();
    private final Millis latency = new Millis();
    private final Millis staleness = new Millis();
    private final Millis beyondDeclared = new Millis();
    private final Millis late = new Millis();

    /** What a read may be counted as besides being answered. */
    public enum Bad {
        /** Sent to a living instance, and not answered, or answered by an error. */
        FAILED,
        /** Shows what was never so. */
        WRONG,
        /** Is staler than it says. */
        UNTRUE,
        /** Shows an older version than the same reader saw before. */
        BACKWARDS
    }

    void tried(long lateNs) {
        tried.increment();
        late.add(lateNs);
    }

    void answered(Answer answer, long latencyNs) {
        answered.increment();
        latency.add(latencyNs);
        count(byStatus, Integer.toString(answer.status()));
        count(byServer, answer.servedBy().isEmpty() ? "-" : answer.servedBy());
    }

    void sentAgain() {
        sentAgain.increment();
    }

    /** How much staler an answer was than it said is kept, too: slack included. */
    void stale(long ns, long declaredMs) {
        staleness.add(ns);
        beyondDeclared.add(Math.max(0, ns - declaredMs * 1_000_000));
    }

    void bad(Bad kind, String example) {
        count(bad, kind.name());
        synchronized (examples) {
            List<String> some = examples.computeIfAbsent(kind.name(), first -> new ArrayList<>());
            if (some.size() < MOST_EXAMPLES) {
                some.add(example);
            }
        }
    }

    private static void count(Map<String, LongAdder> counts, String name) {
        counts.computeIfAbsent(name, first -> new LongAdder()).increment();
    }

    public long tried() {
        return tried.sum();
    }

    public long answered() {
        return answered.sum();
    }

    /** How many reads were that. */
    public long count(Bad kind) {
        LongAdder found = bad.get(kind.name());
        return found == null ? 0 : found.sum();
    }

    /** How many answers came from such a copy, {@code active} or {@code standby}. */
    public long servedBy(String copy) {
        LongAdder found = byServer.get(copy);
        return found == null ? 0 : found.sum();
    }

    /** For people, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("tried " + tried() + ", answered " + answered() + ", sent again after a stop or a kill "
                + sentAgain.sum());
        lines.add("by status " + byStatus + ", served by " + byServer);
        lines.add("failed " + count(Bad.FAILED) + ", wrong " + count(Bad.WRONG) + ", staler than declared "
                + count(Bad.UNTRUE) + ", backwards " + count(Bad.BACKWARDS));
        lines.add("stale " + staleness.count() + ": " + staleness);
        lines.add("beyond what was declared: " + beyondDeclared);
        lines.add("latency " + latency);
        lines.add("sent late by " + late);
        synchronized (examples) {
            examples.forEach((kind, some) -> some.forEach(each -> lines.add("  " + kind + ": " + each)));
        }
        return lines;
    }
}
