package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Ledger;
import dev.tributary.benchmarks.rows.Shop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/**
 * What a contender makes of all rows from its start, and then of changes of orders as fast as it can.
 *
 * @param rows at the start
 * @param backfill from the start of the process to right documents
 * @param changes of orders, one after the other
 * @param live from the first change to right documents
 * @param recordsOfChanges that it wrote to Kafka for them
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
    private static final int LAST = 20;
    /** So many times the changes come before them: the compilers take a third of the time of the first ones. */
    private static final int WARM_UP = 2;

    /** Runs it on a broker of its own. */
    public static Ingest of(Contender contender, Shop shop, int changes, Path directory)
            throws ExecutionException, InterruptedException {
        try (Site site = Site.of(shop, directory)) {
            Ledger ledger = site.ledger();
            Clock clock = new Clock();
            Running running = site.start(contender);
            clock.start(running);
            Documents.await(running, ledger, List.of(shop.orders()));
            Cost backfill = clock.cost(running);
            Documents.await(running, ledger, change(site, WARM_UP * changes));
            long before = site.logs().records();
            clock.start(running);
            Documents.await(running, ledger, change(site, changes));
            Cost live = clock.cost(running);
            long records = site.logs().records() - before;
            return new Ingest(
                    shop.rows(),
                    backfill,
                    changes,
                    live,
                    records,
                    running.residentBytes(),
                    running.diskBytes(),
                    site.logs().bytes());
        }
    }

    /** Changes orders, and tells the last of them. */
    private static List<Integer> change(Site site, int changes) {
        Random random = new Random(changes);
        List<Integer> last = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            int order = 1 + random.nextInt(site.ledger().shop().orders());
            site.topics().send("orders", order, site.ledger().change(order));
            if (i >= changes - LAST) {
                last.add(order);
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
