package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * From the start of a process without its state to right documents.
 *
 * @param rows of its topics, each of which it reads once
 */
public record Restore(long rows, Cost cost) {
    /** Takes all that it kept from a contender, starts it again, and this several times. */
    public static List<Restore> of(Contender contender, Shop shop, int times, Path directory)
            throws ExecutionException, InterruptedException {
        try (Site<ShopLedger> site = Site.of(shop, directory)) {
            Running running = site.start(contender);
            Documents.await(running, site.ledger(), List.of(shop.customerOf(shop.orders())));
            List<Restore> runs = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.stop();
                long rows = site.logs().records();
                running.startEmpty();
                Clock clock = new Clock();
                Documents.await(running, site.ledger(), List.of(shop.customerOf(shop.orders())));
                runs.add(new Restore(rows, clock.cost(running)));
            }
            return runs;
        }
    }

    public double rowsPerCpuSecond() {
        return rows / cost.cpuSeconds();
    }
}
