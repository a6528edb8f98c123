package dev.tributary.sandbox.database;

import dev.tributary.sandbox.FolderLock;
import dev.tributary.sandbox.SandboxException;
import dev.tributary.sandbox.Topics;
import dev.tributary.sandbox.process.Folders;
import dev.tributary.sandbox.process.Jvm;
import dev.tributary.sandbox.process.ThreeBrokers;
import dev.tributary.sandbox.shop.CatalogService;
import dev.tributary.sandbox.shop.OrderService;
import dev.tributary.sandbox.shop.UserService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The shop as it is in production, on one machine: three brokers, a Connect worker, a MariaDB with a database for each service,
 * and the services, all as processes of their own. Not thread-safe.
 */
public final class ShopWithDatabases implements AutoCloseable {
    private static final List<String> SERVICE_OPTIONS =
            List.of("-Xms16m", "-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final int ORDER_SERVICES = 2;
    private static final int PARTITIONS = 3;
    private static final int CHANGE_EVERY_MS = 3_000;

    private final Options options;
    private final Path directory;
    private final boolean isNew;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private CompletableFuture<@Nullable MariaDb> startingDatabase = CompletableFuture.completedFuture(null);
    private @Nullable ThreeBrokers kafka;
    private @Nullable MariaDb database;
    private @Nullable ConnectWorker connect;
    private volatile boolean isClosing;

    /**
     * What to start, and where.
     *
     * @param example the folder of the shop, with its folder {@code databases}
     * @param connect the folder {@code connect} of the repository
     * @param kept keeps all data from one start to the next; null for a temporary folder
     * @param still whether the services change nothing after their first rows
     * @param progress is told what has started, and later which process has ended, and which connector has failed or runs again; from
     *     any thread
     */
    public record Options(
            Path example, Path connect, @Nullable Path kept, boolean still, Consumer<String> progress) {}

    private ShopWithDatabases(Options options) throws IOException {
        this.options = options;
        Path kept = options.kept;
        directory = kept == null
                ? Files.createTempDirectory("tributary-shop-")
                : Files.createDirectories(kept).toRealPath();
        started(FolderLock.take(directory));
        isNew = !Files.exists(directory.resolve("kafka"));
        if (kept == null) {
            // who is interrupted while all of it starts does not come to close it
            Folders.deleteAfterwards(directory);
        }
    }

    /** Starts all of it, and returns when changes flow. */
    public static ShopWithDatabases start(Options options) {
        ShopWithDatabases shop;
        try {
            shop = new ShopWithDatabases(options);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the folder " + options.kept, e);
        }
        try {
            shop.startAll();
            return shop;
        } catch (RuntimeException | Error failure) {
            shop.close();
            throw failure;
        }
    }

    /** The brokers and the database start beside each other: most of the time is theirs. */
    private void startAll() {
        startingDatabase = CompletableFuture.supplyAsync(() -> started(startDatabase()));
        ThreeBrokers brokers = started(ThreeBrokers.startKept(directory.resolve("kafka")));
        kafka = brokers;
        say("Kafka      " + brokers.bootstrapServers() + " (three brokers)");
        createTopics(brokers);
        database = awaitDatabase();
        say("MariaDB    127.0.0.1:" + port() + " (root has no password)");
        ConnectWorker worker = started(ConnectWorker.start(new ConnectWorker.Setup(
                options.connect.toAbsolutePath(), directory.resolve("connect"), environment())));
        connect = worker;
        say("Connect    " + worker.url() + "/connectors");
        startServices(brokers);
        List<String> connectors = connectors();
        connectors.forEach(worker::configure);
        connectors.forEach(worker::awaitRunning);
        say("connectors " + String.join(", ", connectors));
        started(new ConnectorWatch(worker.url(), worker::statuses, this::say).start());
        brokers.running().forEach((node, broker) -> watch("broker " + node, broker, "kafka/broker-" + node + ".log"));
        watch("MariaDB", database().ended(), "mariadb/mariadb.log");
        worker.process().ifPresent(process -> watch("Connect", process, "connect/connect.log"));
    }

    private void watch(String name, Jvm process, String log) {
        watch(name + " (pid " + process.pid() + ")", process.ended(), log);
    }

    /** Nothing that ends is started again: what the others do without it is what one wants to see. */
    private void watch(String name, CompletableFuture<Integer> ended, String log) {
        CompletableFuture<Void> unused = ended.thenAccept(code -> {
            if (!isClosing) {
                say("ended      " + name + ", with " + code + "; it is not started again; its log is " + log);
            }
        });
    }

    private @Nullable MariaDb awaitDatabase() {
        try {
            return startingDatabase.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private MariaDb startDatabase() {
        MariaDb made = MariaDb.startKept(
                options.connect.toAbsolutePath().resolve("target").resolve("mariadb"), directory.resolve("mariadb"));
        try (Stream<Path> files = Files.list(options.example.resolve("databases"))) {
            files.filter(file -> file.toString().endsWith(".sql")).sorted().forEach(made::execute);
        } catch (IOException e) {
            made.close();
            throw new UncheckedIOException("cannot read the databases of " + options.example, e);
        }
        return made;
    }

    /** Those of the services are there before anyone writes; connectors create theirs with the same settings. */
    private static void createTopics(ThreeBrokers brokers) {
        Map<String, String> settings = Map.of("cleanup.policy", "compact");
        try (Topics topics = Topics.connect(brokers.bootstrapServers())) {
            for (String name : List.of(
                    "user-service.users", "order-service.orders", "catalog-service.catalog", "shop.customer-totals")) {
                topics.create(name, PARTITIONS, settings);
            }
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "KAFKA", kafka().bootstrapServers(),
                "MARIADB_HOST", "127.0.0.1",
                "MARIADB_PORT", Integer.toString(port()),
                "DEBEZIUM_PASSWORD", "debezium",
                "ORDERS_PASSWORD", "orders",
                "REPORTING_PASSWORD", "reporting",
                "FILES", directory.resolve("files").toString());
    }

    private void startServices(ThreeBrokers brokers) {
        startService("user-service", UserService.class, databaseOf("users"));
        startService("catalog-service", CatalogService.class, databaseOf("catalog"));
        for (int i = 1; i <= ORDER_SERVICES; i++) {
            Map<String, String> environment =
                    new HashMap<>(Map.of("KAFKA", brokers.bootstrapServers(), "INSTANCE", Integer.toString(i)));
            if (i == 1 && isNew) {
                environment.put(
                        "ORDERS",
                        options.example.resolve("data").resolve("orders.jsonl").toString());
            }
            startService("order-service-" + i, OrderService.class, environment);
        }
        say("services   user-service, catalog-service, order-service (" + ORDER_SERVICES + " instances)");
    }

    private Map<String, String> databaseOf(String user) {
        return Map.of("DATABASE_URL", database().url(user), "DATABASE_USER", user, "DATABASE_PASSWORD", user);
    }

    private void startService(String name, Class<?> program, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("EVERY_MS", options.still ? "0" : Integer.toString(CHANGE_EVERY_MS));
        Jvm.Program service = new Jvm.Program(
                program.getName(), List.of(), SERVICE_OPTIONS, System.getProperty("java.class.path"), all);
        Jvm process = started(Jvm.start(directory.resolve(name + ".log"), directory.resolve("tmp"), service));
        watch(name, process, name + ".log");
    }

    private List<String> connectors() {
        Path file = options.example.resolve("databases").resolve("connectors.txt");
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private synchronized <T extends AutoCloseable> T started(T part) {
        started.addFirst(part);
        return part;
    }

    private void say(String what) {
        options.progress.accept(what);
    }

    /** The brokers. */
    public ThreeBrokers kafka() {
        return present(kafka);
    }

    /** The databases of all services, in one server. */
    public MariaDb database() {
        return present(database);
    }

    /** What moves changes between them. */
    public ConnectWorker connect() {
        return present(connect);
    }

    private int port() {
        return database().port();
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("it is not started yet");
        }
        return part;
    }

    /** Where the logs of all processes are, and what they keep. */
    public Path directory() {
        return directory;
    }

    /** Ends all processes, and deletes what is not kept. */
    @Override
    public void close() {
        isClosing = true;
        startingDatabase.exceptionally(failure -> null).join();
        closeStarted();
        if (options.kept == null) {
            Folders.delete(directory);
        }
    }

    private synchronized void closeStarted() {
        for (AutoCloseable part : started) {
            try {
                part.close();
            } catch (Exception failure) {
                throw new SandboxException("cannot end " + part + ": " + failure.getMessage(), failure);
            }
        }
        started.clear();
    }
}
