package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Ledger;
import dev.tributary.benchmarks.rows.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/**
 * What one change costs in a large document, and in the small ones beside it; without the compilers of the JVM.
 *
 * @param children orders of the large one
 * @param largeMicros processor time of a change of one of its orders
 * @param smallMicros of an order of another customer
 */
public record Growth(int children, double largeMicros, double smallMicros) {
    private static final int SMALL_CUSTOMERS = 2_000;
    private static final int SMALL_ORDERS = 10 * SMALL_CUSTOMERS;
    private static final int PRODUCTS = 200;
    private static final int WARM_UP_CHANGES = 20_000;

    /**
     * Runs it on a broker of its own.
     *
     * @param changes of each kind; the rivals write the whole document for each
     */
    public static Growth of(Contender contender, int children, int changes, Path directory)
            throws ExecutionException, InterruptedException {
        Shop shop = new Shop(1 + SMALL_CUSTOMERS, PRODUCTS, children + SMALL_ORDERS, children);
        try (Site site = Site.of(shop, directory)) {
            Running running = site.start(contender);
            Documents.await(running, site.ledger(), List.of(1, shop.orders()));
            change(site, running, children, SMALL_ORDERS, WARM_UP_CHANGES);
            double small = change(site, running, children, SMALL_ORDERS, changes);
            double large = change(site, running, 0, children, changes);
            return new Growth(children, large, small);
        }
    }

    /** Changes orders of a range, and tells the processor time of each in microseconds. */
    private static double change(Site site, Running running, int behind, int among, int changes) {
        Random random = new Random(changes);
        Ledger ledger = site.ledger();
        Clock clock = new Clock();
        clock.start(running);
        int last = 0;
        for (int i = 0; i < changes; i++) {
            last = behind + 1 + random.nextInt(among);
            site.topics().send("orders", last, ledger.change(last));
        }
        site.topics().flush();
        Documents.await(running, ledger, List.of(last));
        return clock.cost(running).programSeconds() * 1e6 / changes;
    }

    public double ratio() {
        return largeMicros / smallMicros;
    }
}
