package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Running;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * From the start of a process without its state to right documents.
 *
 * @param rows of its topics, each of which it reads once
 */
public record Restore(long rows, Cost cost) {
    static Restore of(Site site, Running running) throws ExecutionException, InterruptedException {
        running.stop();
        long rows = site.logs().records();
        running.startEmpty();
        Clock clock = new Clock();
        Documents.await(running, site.ledger(), List.of(site.ledger().shop().orders()));
        // the process is new
        return new Restore(
                rows, new Cost(clock.cost(running).seconds(), running.cpu().toNanos() / 1e9));
    }

    public double rowsPerCpuSecond() {
        return rows / cost.cpuSeconds();
    }
}
