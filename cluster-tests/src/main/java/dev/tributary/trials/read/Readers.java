package dev.tributary.trials.read;

import dev.tributary.trials.process.Instance;
import dev.tributary.trials.rows.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Readers at a fixed rate: a read that is due is sent when any reader is free, and the rate does not fall because answers
 * are slow, as long as there are readers left.
 */
public final class Readers implements AutoCloseable {
    private static final int READERS = 48;
    private static final long ENDED_WITHIN_MS = 15_000;

    private final Supplier<List<Instance>> instances;
    private final FaultClock faults;
    private final List<Thread> threads = new ArrayList<>();
    private final int perSecond;
    private volatile Pace pace = new Pace();
    private volatile Tally calm = new Tally();
    private volatile Tally underFaults = new Tally();
    private volatile boolean stopping;

    /** Which reads are due when. */
    private static final class Pace {
        private final AtomicLong tickets = new AtomicLong();
        private final long startNs = System.nanoTime();
    }

    private Readers(Supplier<List<Instance>> instances, FaultClock faults, int perSecond) {
        this.instances = instances;
        this.faults = faults;
        this.perSecond = perSecond;
    }

    /**
     * Begins to read.
     *
     * @param instances those that there are
     * @param perSecond reads
     */
    public static Readers start(
            Supplier<List<Instance>> instances, Ledger ledger, FaultClock faults, long seed, int perSecond) {
        Readers readers = new Readers(instances, faults, perSecond);
        Judge judge = new Judge(ledger);
        for (int i = 0; i < READERS; i++) {
            Reader reader = new Reader(readers, judge, seed * READERS + i);
            Thread thread = new Thread(() -> readers.run(reader), "reader-" + i);
            thread.setDaemon(true);
            readers.threads.add(thread);
            thread.start();
        }
        return readers;
    }

    private void run(Reader reader) {
        try (reader) {
            while (!stopping) {
                Pace now = pace;
                long ticket = now.tickets.getAndIncrement();
                long dueNs = now.startNs + ticket * 1_000_000_000L / perSecond;
                for (long left = dueNs - System.nanoTime(); left > 0; left = dueNs - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                reader.read(ticket, dueNs);
            }
        }
    }

    /** Those that readers are sent to now. */
    List<Instance> inRotation() {
        return instances.get().stream().filter(Instance::inRotation).toList();
    }

    /** Where a read is counted. */
    Tally tally(long startedNs) {
        return faults.wasOnSince(startedNs) ? underFaults : calm;
    }

    /** A time for people. */
    String text(long ns) {
        return faults.text(ns);
    }

    /** Counts from nothing again; what is late by now is not sent any more. */
    public void startOver() {
        pace = new Pace();
        calm = new Tally();
        underFaults = new Tally();
    }

    /** Reads while no fault was on. */
    public Tally calm() {
        return calm;
    }

    /** Reads while one was on. */
    public Tally underFaults() {
        return underFaults;
    }

    /** Ends, and waits for the answers that are still due. */
    @Override
    public void close() {
        stopping = true;
        long deadline = System.currentTimeMillis() + ENDED_WITHIN_MS;
        try {
            for (Thread each : threads) {
                each.join(Math.max(1, deadline - System.currentTimeMillis()));
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
