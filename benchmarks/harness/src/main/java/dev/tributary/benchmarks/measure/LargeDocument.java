package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A customer with very many orders beside others with as many as are shown; of all of them the newest are. Not thread-safe. */
public final class LargeDocument implements AutoCloseable {
    private static final int OTHERS = 2_000;
    private static final int PRODUCTS = 2_000;
    private static final int LIMIT = 20;
    private static final int LARGE = 1;
    private static final int SMALL = 2;

    private final Site<ShopLedger> site;
    private final Running running;

    private LargeDocument(Site<ShopLedger> site, Running running) {
        this.site = site;
        this.running = running;
    }

    /**
     * Starts a contender, and warms it up.
     *
     * @param contender whose documents show the newest twenty orders
     */
    public static LargeDocument start(Contender contender, int children, Duration warmUp, Path directory)
            throws ExecutionException, InterruptedException {
        Site<ShopLedger> site = Site.of(Shop.withLargeCustomer(children, OTHERS, LIMIT, PRODUCTS), directory);
        try {
            LargeDocument document = new LargeDocument(site, site.start(contender));
            document.awaitRight();
            document.large(warmUp.dividedBy(2));
            document.small(warmUp.dividedBy(2));
            return document;
        } catch (RuntimeException | Error | InterruptedException failure) {
            site.close();
            throw failure;
        }
    }

    private void awaitRight() {
        Documents.await(running, site.ledger().rows(), List.of(newest(SMALL), newest(1 + OTHERS), newest(LARGE)));
    }

    private Documents.Answer newest(int customer) {
        return new Documents.Answer(
                running.contender().path(customer), "", () -> site.ledger().newest(customer, LIMIT));
    }

    /** Reads of the customer with very many orders. */
    public Reads large(Duration time) throws InterruptedException {
        return of(LARGE, time);
    }

    /** Reads of one with as many as are shown. */
    public Reads small(Duration time) throws InterruptedException {
        return of(SMALL, time);
    }

    private Reads of(int customer, Duration time) throws InterruptedException {
        return Reads.asFastAsTheyGo(running, random -> running.contender().path(customer), time);
    }

    @Override
    public void close() {
        site.close();
    }
}
