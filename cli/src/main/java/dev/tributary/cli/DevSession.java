package dev.tributary.cli;

import dev.tributary.config.ServiceConfig;
import dev.tributary.http.HttpServer;
import dev.tributary.metrics.Metrics;
import dev.tributary.runtime.Service;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.sandbox.SandboxException;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.Topics;
import dev.tributary.sandbox.database.ShopWithDatabases;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code dev} starts. Apart from its command, since only with the sandbox on the class path it can be loaded. */
final class DevSession {
    private static final int SOURCE_PARTITIONS = 3;
    private static final int LOG_PARTITIONS = 4;
    private static final int PROGRESS_EVERY_MS = 200;
    private static final String SERVICE = "dev";
    private static final String HOST = "127.0.0.1";

    private final Model model;
    private final Running running;
    private final PrintWriter err;

    DevSession(Model model, Running running, PrintWriter err) {
        this.model = model;
        this.running = running;
        this.err = err;
    }

    /**
     * Kafka, and the services that write to it.
     *
     * @param kafka its addresses
     * @param state for the local state of instances
     * @param keepChanging lets the services go on changing rows
     */
    record Sources(String kafka, Path state, Runnable keepChanging) {}

    /** Starts everything else, with one instance in this process, and says so. */
    void start(Sources sources, int port, boolean still) throws InterruptedException {
        ServiceConfig config = config(sources, port);
        Metrics metrics = new Metrics();
        Service service = Service.start(config, model, metrics);
        HttpServer http = running.addFirst(HttpServer.start(
                new HttpServer.Options(SERVICE, config.http()), service::views, new LivePages(model), metrics));
        running.addFirst(service);
        running.addFirst(http::drain);
        running.addFirst(() -> say("stopping…"));
        awaitViews(service);
        say("HTTP       http://localhost:%d", http.port());
        if (!still) {
            sources.keepChanging.run();
        }
        new Hints(service.views(), http.port()).curls().forEach(curl -> say("%s", curl));
        sayHowItEnds(still);
    }

    /** Starts everything else, with several instances, and says so. */
    void start(Sources sources, int count, List<Path> views, int port, boolean still)
            throws InterruptedException, IOException {
        ChildInstances.Setup setup =
                new ChildInstances.Setup(SERVICE, views, LOG_PARTITIONS, sources.kafka, sources.state);
        ChildInstances instances = running.addFirst(ChildInstances.start(setup, count, port, line -> say("%s", line)));
        running.addFirst(() -> say("stopping…"));
        say("starting   %d instances", count);
        instances.awaitReady();
        say("views      %s", String.join(", ", model.views().keySet()));
        for (int index = 0; index < count; index++) {
            say("instance %d http://localhost:%d  pid %d", index + 1, instances.port(index), instances.pid(index));
        }
        if (!still) {
            sources.keepChanging.run();
        }
        say("%nTry:%n  curl localhost:%d/cluster", instances.port(0));
        say("  kill -9 %d; curl -i localhost:%d/views", instances.pid(count - 1), instances.port(0));
        sayHowItEnds(still);
    }

    private void sayHowItEnds(boolean still) {
        say("%nCtrl-C ends it.%s", still ? "" : " The services go on changing rows, one a second; --still stops that.");
    }

    /** A Kafka in this process, and what stands for services: each has written its sample rows when this returns. */
    Sources samples(Path data, int kafkaPort) throws IOException {
        Map<String, List<Map<String, @Nullable Object>>> rows =
                SampleData.read(data, model.sources().keySet());
        SandboxKafka kafka =
                running.add(SandboxKafka.start(SandboxKafka.Options.defaults().withPort(kafkaPort)));
        say("Kafka      %s", kafka.bootstrapServers());
        SampleServices services = startServices(kafka, rows);
        Path state = running.addFirst(new TemporaryState()).directory();
        return new Sources(kafka.bootstrapServers(), state, services::keepChanging);
    }

    /**
     * Brokers, Connect, databases and the services that own them, as processes.
     *
     * @param home of the repository
     * @param kept keeps all that they have from one start to the next
     */
    Sources databases(Path example, Path home, Optional<Path> kept, boolean still) throws IOException {
        ShopWithDatabases shop = running.add(start(new ShopWithDatabases.Options(
                example, home.resolve("connect"), kept.orElse(null), still, line -> say("%s", line))));
        say("logs       %s", shop.directory());
        Path state = Files.createDirectories(shop.directory().resolve("state"));
        return new Sources(shop.kafka().bootstrapServers(), state, () -> {});
    }

    private static ShopWithDatabases start(ShopWithDatabases.Options options) {
        try {
            return ShopWithDatabases.start(options);
        } catch (SandboxException why) {
            throw new CannotRun(String.valueOf(why.getMessage()));
        }
    }

    private SampleServices startServices(SandboxKafka kafka, Map<String, List<Map<String, @Nullable Object>>> samples) {
        try (Topics topics = Topics.connect(kafka.bootstrapServers())) {
            model.sources().values().forEach(source -> create(topics, source));
        }
        SampleServices services = running.addFirst(new SampleServices(samples, model, kafka.bootstrapServers()));
        services.produceAll()
                .forEach((source, rows) -> say(
                        "service    %s: %d rows to %s",
                        source, rows, model.source(source).topic()));
        return services;
    }

    /** Events are kept: a view of them counts what there is. */
    private static void create(Topics topics, Source source) {
        Map<String, String> settings = source.kind() == Source.Kind.EVENTS ? Map.of("retention.ms", "-1") : Map.of();
        topics.create(source.topic(), SOURCE_PARTITIONS, settings);
    }

    private static ServiceConfig config(Sources sources, int port) {
        return ServiceConfig.local(SERVICE, sources.state, sources.kafka)
                .withHttp(new ServiceConfig.Http(HOST, port, Optional.empty()))
                .withPartitions(LOG_PARTITIONS);
    }

    private void awaitViews(Service service) throws InterruptedException {
        for (Map.Entry<String, ViewReads> view : service.views().entrySet()) {
            ViewStatus status = view.getValue().status();
            while (status.state() != ViewStatus.State.RUNNING) {
                if (status.state() == ViewStatus.State.FAILED) {
                    throw new IllegalStateException("view " + view.getKey() + " " + status.detail());
                }
                Thread.sleep(PROGRESS_EVERY_MS);
                status = view.getValue().status();
            }
            say("view       %s: %d documents", view.getKey(), status.documents());
        }
    }

    private synchronized void say(String format, Object... values) {
        err.printf(format + "%n", values);
        err.flush();
    }
}
