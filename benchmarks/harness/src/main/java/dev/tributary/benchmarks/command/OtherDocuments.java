package dev.tributary.benchmarks.command;

import static dev.tributary.benchmarks.process.Contenders.CACHED_DSL;
import static dev.tributary.benchmarks.process.Contenders.DSL;
import static dev.tributary.benchmarks.process.Contenders.TRIBUTARY;

import dev.tributary.benchmarks.measure.Ingest;
import dev.tributary.benchmarks.measure.PopularProduct;
import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.report.Report;
import dev.tributary.benchmarks.rows.BestSellerLedger;
import dev.tributary.benchmarks.rows.ItemLedger;
import dev.tributary.benchmarks.rows.Ledger;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Work of other shapes than the even shop's: one large customer, longer ways, groups. */
final class OtherDocuments {
    private static final Duration SKEWED_WITHIN = Duration.ofMinutes(10);
    /** A rival writes the whole array again for each change of the large customer: no more than so many elements in all. */
    private static final int ELEMENTS_AGAIN = 5_000_000;

    private static final int CHANGES_AT_LEAST = 20;

    private final Run run;
    private final Report report;
    private final int customers;
    private final int products;
    private final int orders;

    OtherDocuments(Run run, int customers, int products, int orders) {
        this.run = run;
        report = run.report();
        this.customers = customers;
        this.products = products;
        this.orders = orders;
    }

    /** A customer has half of all orders, and half of all orders are of one product. */
    void skew() throws ExecutionException, InterruptedException {
        Shop shop = Shop.skewed(customers, products, orders);
        IngestFigures.of(run, "skewed: ", "orders", List.of(TRIBUTARY), () -> new ShopLedger(shop), run.changes());
        rivalOfSkew(DSL, shop);
        rivalOfSkew(CACHED_DSL, shop);
        popular(shop);
    }

    private void rivalOfSkew(Contender rival, Shop shop) throws ExecutionException, InterruptedException {
        int changes =
                Math.max(CHANGES_AT_LEAST, Math.min(run.changes(), ELEMENTS_AGAIN / Math.max(1, shop.ordersOfFirst())));
        IngestFigures figures = new IngestFigures(report, "skewed: ", shop.customers());
        for (int round = 0; round < run.rounds(); round++) {
            Optional<Ingest> ingest =
                    Ingest.within(SKEWED_WITHIN, rival, new ShopLedger(shop), changes, run.directory());
            if (ingest.isEmpty()) {
                report.remark("skewed: " + rival.name() + " did not show all rows within " + SKEWED_WITHIN.toSeconds()
                        + " s and " + Ingest.MOST_LOG_BYTES / 1_000_000_000
                        + " GB of topics: it writes the array of the customer's " + shop.ordersOfFirst()
                        + " orders again for each of them");
                break;
            }
            figures.add(rival, ingest.get());
        }
        figures.report("orders");
    }

    private void popular(Shop shop) throws ExecutionException, InterruptedException {
        List<PopularProduct> runs = PopularProduct.of(TRIBUTARY, shop, run.rounds(), run.directory());
        String what = "a change of a product that " + runs.get(0).orders() + " orders show: ";
        popular(runs, what + "CPU for each order, compilers left out, µs", PopularProduct::cpuPerOrder);
        popular(runs, what + "records for each order", PopularProduct::recordsPerOrder);
        popular(
                runs,
                what + "until the last order shows it, s",
                change -> change.cost().seconds());
    }

    private void popular(List<PopularProduct> runs, String what, ToDoubleFunction<PopularProduct> value) {
        report.add(what, TRIBUTARY.name(), runs, value);
    }

    /** Customers, their orders, their items, their products. */
    void chain() throws ExecutionException, InterruptedException {
        // two items each: as many of these as the even shop has orders
        Shop shop = Shop.even(customers, products, orders / 2);
        beside("chain: ", "items", "customer-items", "/customers/%d", () -> new ItemLedger(shop));
    }

    /** The best selling products of each category. */
    void topFive() throws ExecutionException, InterruptedException {
        Shop shop = Shop.even(customers, products, orders);
        beside("top five: ", "orders", "best-sellers", "/categories/%d", () -> new BestSellerLedger(shop));
    }

    private void beside(String work, String changed, String documents, String path, Supplier<Ledger> start)
            throws ExecutionException, InterruptedException {
        List<Contender> contenders = List.of(
                Contenders.tributary(documents),
                Contenders.dsl(documents, path),
                Contenders.cachedDsl(documents, path));
        IngestFigures.of(run, work, changed, contenders, start, run.changes());
    }
}
