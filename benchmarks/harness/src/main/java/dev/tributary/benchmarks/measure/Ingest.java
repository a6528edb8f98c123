package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Change;
import dev.tributary.benchmarks.rows.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/**
 * What a contender makes of all rows from its start, and then of changes of rows as fast as it can.
 *
 * @param rows at the start
 * @param backfill from the start of the process to right documents
 * @param changes of rows, one after the other
 * @param live from the first change to right documents
 * @param recordsOfChanges that it wrote to Kafka for them
 * @param diskBytes of its state after an orderly stop
 * @param logBytes of its own topics, of which nothing has been compacted yet
 */
public record Ingest(
        int rows,
        Cost backfill,
        int changes,
        Cost live,
        long recordsOfChanges,
        long residentBytes,
        long diskBytes,
        long logBytes) {
    /** Of the topics of one that gets a limited time: one that writes the same array again and again fills any disk. */
    public static final long MOST_LOG_BYTES = 20_000_000_000L;

    private static final Duration LOOK_AT_LOGS_EVERY = Duration.ofSeconds(2);
    private static final int LAST = 20;
    /** So many times the changes come before them: the compilers take a third of the time of the first ones. */
    private static final int WARM_UP = 2;

    /** Runs it on a broker of its own. */
    public static Ingest of(Contender contender, Ledger ledger, int changes, Path directory)
            throws ExecutionException, InterruptedException {
        try (Site<Ledger> site = Site.of(ledger, directory)) {
            Clock clock = new Clock();
            Running running = site.start(contender);
            clock.start(running);
            Documents.await(running, ledger, outermost(ledger));
            return live(site, running, clock.cost(running), changes);
        }
    }

    /** As {@link #of}, if all rows are shown in time, and before its topics are larger than a disk should have to hold. */
    public static Optional<Ingest> within(
            Duration time, Contender contender, Ledger ledger, int changes, Path directory)
            throws ExecutionException, InterruptedException {
        try (Site<Ledger> site = Site.of(ledger, directory)) {
            Clock clock = new Clock();
            Running running = site.start(contender);
            clock.start(running);
            return areRight(site, running, time)
                    ? Optional.of(live(site, running, clock.cost(running), changes))
                    : Optional.empty();
        }
    }

    private static boolean areRight(Site<Ledger> site, Running running, Duration time)
            throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        List<Documents.Answer> left = Documents.answers(running, site.ledger(), outermost(site.ledger()));
        while (!left.isEmpty()
                && System.nanoTime() - start < time.toNanos()
                && site.logs().bytes() < MOST_LOG_BYTES) {
            left = left.subList(Documents.rightWithin(running, left, LOOK_AT_LOGS_EVERY), left.size());
        }
        return left.isEmpty();
    }

    private static List<Integer> outermost(Ledger ledger) {
        return List.of(1, ledger.documents());
    }

    private static Ingest live(Site<Ledger> site, Running running, Cost backfill, int changes)
            throws ExecutionException, InterruptedException {
        Ledger ledger = site.ledger();
        int rows = ledger.rows();
        Documents.await(running, ledger, change(site, WARM_UP * changes));
        long before = site.logs().records();
        Clock clock = new Clock();
        clock.start(running);
        Documents.await(running, ledger, change(site, changes));
        Cost live = clock.cost(running);
        long records = site.logs().records() - before;
        long residentBytes = running.residentBytes();
        // what is in write buffers until then is no less part of the state
        running.stop();
        return new Ingest(
                rows,
                backfill,
                changes,
                live,
                records,
                residentBytes,
                running.diskBytes(),
                site.logs().bytes());
    }

    /** Changes rows, and tells whose documents show the last of them. */
    private static List<Integer> change(Site<Ledger> site, int changes) {
        Random random = new Random(changes);
        List<Integer> last = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            Change change = site.ledger().change(random);
            site.topics().send(change.row());
            if (i >= changes - LAST) {
                last.add(change.document());
            }
        }
        site.topics().flush();
        return last;
    }

    /** Processor time of one change, in microseconds, without the compilers of the JVM. */
    public double cpuPerChange() {
        return live.programSeconds() * 1e6 / changes;
    }

    public double recordsPerChange() {
        return (double) recordsOfChanges / changes;
    }
}
