package dev.tributary.benchmarks.measure;

import dev.tributary.benchmarks.process.Contender;
import dev.tributary.benchmarks.process.Logs;
import dev.tributary.benchmarks.process.Running;
import dev.tributary.benchmarks.rows.Ledger;
import dev.tributary.benchmarks.rows.Shop;
import dev.tributary.benchmarks.rows.Topics;
import dev.tributary.sandbox.SandboxKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** A broker of its own with the rows of a shop, and the contenders that read them. Not thread-safe. */
public final class Site implements AutoCloseable {
    private final SandboxKafka kafka;
    private final Topics topics;
    private final Logs logs;
    private final Ledger ledger;
    private final Path directory;
    private final List<Running> running = new ArrayList<>();

    private Site(SandboxKafka kafka, Shop shop, Path directory) throws ExecutionException, InterruptedException {
        this.kafka = kafka;
        this.directory = directory;
        topics = Topics.create(kafka.bootstrapServers());
        logs = new Logs(kafka.bootstrapServers());
        ledger = new Ledger(shop);
        topics.fill(ledger);
    }

    /** Starts a broker, and writes all rows to it. */
    public static Site of(Shop shop, Path directory) throws ExecutionException, InterruptedException {
        // one record holds the array of a hundred thousand orders
        SandboxKafka kafka = SandboxKafka.start(
                SandboxKafka.Options.defaults().withProperty("message.max.bytes", Integer.toString(64 << 20)));
        try {
            return new Site(kafka, shop, directory);
        } catch (RuntimeException | Error failure) {
            kafka.close();
            throw failure;
        }
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

    Ledger ledger() {
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
