package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import dev.tributary.sandbox.process.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * A change of a product that very many orders show.
 *
 * @param orders that show it
 * @param cost from the change until the last of them does
 * @param records that were written for it
 */
public record PopularProduct(int orders, Cost cost, long records) {
    private static final int POPULAR = 1;
    /** How exactly it is known when the last one came. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(100);
    /** Nothing is written for so long: all was. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private static final Duration AT_MOST = Duration.ofMinutes(10);

    /** Changes it several times, each when the one before is everywhere. */
    public static List<PopularProduct> of(Contender contender, Shop shop, int times, Path directory)
            throws ExecutionException, InterruptedException {
        try (Site<ShopLedger> site = Site.of(shop, directory)) {
            Running running = site.start(contender);
            Documents.await(running, site.ledger(), List.of(1, shop.customers()));
            change(site, running);
            List<PopularProduct> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                all.add(change(site, running));
            }
            return all;
        }
    }

    private static PopularProduct change(Site<ShopLedger> site, Running running)
            throws ExecutionException, InterruptedException {
        long before = site.logs().records();
        Clock clock = new Clock();
        clock.start(running);
        site.topics().send(site.ledger().changeProduct(POPULAR));
        site.topics().flush();
        Cost cost = untilQuiet(site, running, clock, before);
        // asked only now: reading the customer with half of all orders costs as much as thousands of changes
        Documents.await(running, site.ledger(), List.of(1, site.ledger().documents()));
        Shop shop = site.ledger().shop();
        int orders = (int) IntStream.rangeClosed(1, shop.orders())
                .filter(order -> shop.productOf(order) == POPULAR)
                .count();
        return new PopularProduct(orders, cost, site.logs().records() - before);
    }

    /** What it had cost when the last record was written. The broker is asked, which costs the contender nothing. */
    private static Cost untilQuiet(Site<ShopLedger> site, Running running, Clock clock, long before)
            throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        long grew = start;
        long records = before;
        Cost cost = clock.cost(running);
        while (records == before || System.nanoTime() - grew < QUIET.toNanos()) {
            Patience.sleep(LOOK_AGAIN_AFTER);
            long now = site.logs().records();
            if (now > records) {
                records = now;
                grew = System.nanoTime();
                cost = clock.cost(running);
            }
            if (System.nanoTime() - start > AT_MOST.toNanos()) {
                throw new Patience.GaveUp("waited " + AT_MOST.toSeconds() + " s in vain for "
                        + running.contender().name() + " to show a change everywhere\n" + running.lastWords());
            }
        }
        return cost;
    }

    /** Processor time of the change for each order that shows it, in microseconds, without the compilers of the JVM. */
    public double cpuPerOrder() {
        return cost.programSeconds() * 1e6 / orders;
    }

    public double recordsPerOrder() {
        return (double) records / orders;
    }
}
