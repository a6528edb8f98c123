package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Logs;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Ledger;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.ShopLedger;
import dev.tributary.benchmarks.rows.Topics;
import dev.tributary.sandbox.SandboxKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A broker of its own with the rows of a ledger, and the contenders that read them. Not thread-safe. */
public final class Site<L extends Ledger> implements AutoCloseable {
    private final SandboxKafka kafka;
    private final Topics topics;
    private final Logs logs;
    private final L ledger;
    private final Path directory;
    private final List<Running> running = new ArrayList<>();

    private Site(SandboxKafka kafka, L ledger, Path directory) throws ExecutionException, InterruptedException {
        this.kafka = kafka;
        this.ledger = ledger;
        this.directory = directory;
        topics = Topics.create(kafka.bootstrapServers(), ledger.topics());
        logs = new Logs(kafka.bootstrapServers(), ledger.topics());
        topics.fill(ledger);
    }

    /** Starts a broker, and writes all rows to it. */
    public static <L extends Ledger> Site<L> of(L ledger, Path directory)
            throws ExecutionException, InterruptedException {
        // one record holds the array of a hundred thousand orders
        SandboxKafka kafka = SandboxKafka.start(
                SandboxKafka.Options.defaults().withProperty("message.max.bytes", Integer.toString(64 << 20)));
        try {
            return new Site<>(kafka, ledger, directory);
        } catch (RuntimeException | Error failure) {
            kafka.close();
            throw failure;
        }
    }

    /** As {@link #of(Ledger, Path)}, of a shop as it is at the start. */
    public static Site<ShopLedger> of(Shop shop, Path directory) throws ExecutionException, InterruptedException {
        return of(new ShopLedger(shop), directory);
    }

    /** Starts a contender, which is stopped with the site. */
    Running start(Contender contender) {
        Running started = Running.start(contender, directory, kafka.bootstrapServers());
        running.add(started);
        return started;
    }

    Topics topics() {
        return topics;
    }

    Logs logs() {
        return logs;
    }

    L ledger() {
        return ledger;
    }

    @Override
    public void close() {
        running.forEach(Running::close);
        topics.close();
        logs.close();
        kafka.close();
    }
}
