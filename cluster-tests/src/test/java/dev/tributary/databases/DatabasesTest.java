package dev.tributary.databases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.sandbox.Records;
import dev.tributary.sandbox.Topics;
import dev.tributary.sandbox.database.ConnectWorker;
import dev.tributary.sandbox.database.MariaDb;
import dev.tributary.sandbox.process.Folders;
import dev.tributary.sandbox.process.Patience;
import dev.tributary.sandbox.process.ThreeBrokers;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.read.Answer;
import dev.tributary.trials.read.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Rows are written with SQL in the databases of three services, Debezium tells Kafka of them, the service joins them, and what it
 * publishes lands in a fourth database; afterwards documents and table are what SQL says of the same tables. One history runs
 * through all of it: what one test leaves the next one goes on with.
 */
@Tag("databases")
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabasesTest {
    private static final long SEED = Long.getLong("trial.seed", System.nanoTime() & 0xFFFFF);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DIRECTORY = Path.of("target", "databases").toAbsolutePath();
    private static final Path FILES = DIRECTORY.resolve("files");
    private static final Path SUPPLIERS = FILES.resolve("suppliers.jsonl");
    private static final Duration RIGHT_WITHIN = Duration.ofSeconds(90);
    /** Longer than the sinks would try again by default. */
    private static final Duration AWAY = Duration.ofSeconds(15);

    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(1);
    private static final int TRANSACTIONS = 150;
    private static final List<String> CONNECTORS =
            List.of("users-source", "catalog-source", "orders-source", "reporting-sink", "file-source");

    private static final String VIEWS = """
            sources:
              users:
                topic: user-service.users
                format: debezium
                key: user_id
                types: {born: date, settings: json, points: "decimal(20,0)", seen: timestamp, balance: "decimal(20,4)"}
              orders:
                topic: order-service.orders
                format: connect
                key: order_id
                references: {user_id: users, product_id: catalog}
              catalog:
                topic: catalog-service.catalog
                key: product_id
                types: {price: "decimal(12,2)"}
              suppliers: {topic: supplier-service.suppliers, key: supplier_id}
            views:
              suppliers-by-key:
                from: suppliers
              customers:
                from: users
                fields: [user_id, email, first_name, last_name, country, status, newsletter, born, settings, points, seen, balance,
                  order_count: {count: orders},
                  orders: {many: orders, order_by: [total_price, order_id], fields: [order_id, qty, total_price, status, created_at,
                    product: {one: catalog, fields: [product_name, stock, price]}]}]
              whole-users:
                from: users
              products:
                from: catalog
            """;

    private static ThreeBrokers kafka;
    private static MariaDb database;
    private static ConnectWorker connect;
    private static Instance instance;
    private static Writer writer;
    private static Truth truth;

    /** Columns that whole-users has got meanwhile, as SQL. */
    private static String moreColumns = "";

    @BeforeAll
    static void start() throws Exception {
        System.out.println("databases, seed " + SEED + ", again with -Dtrial.seed=" + SEED);
        Folders.delete(DIRECTORY);
        kafka = ThreeBrokers.start(DIRECTORY.resolve("brokers"));
        database = MariaDb.start(ROOT.resolve("connect/target/mariadb"), DIRECTORY.resolve("mariadb"));
        for (String service : List.of("user-service", "catalog-service", "order-service", "reporting")) {
            database.execute(ROOT.resolve("examples/shop/databases/" + service + ".sql"));
        }
        database.execute(
                "ALTER TABLE users.users ADD points BIGINT UNSIGNED, ADD seen DATETIME(6), ADD balance DECIMAL(20, 4)");
        writer = new Writer(database, new Random(SEED));
        truth = new Truth(database);
        writer.write(TRANSACTIONS);
        connect = startConnect();
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve("views.yaml"), VIEWS + reporting());
        instance = new Instance("databases", DIRECTORY, "databases", kafka, "partitions: 4\n", 0);
        instance.start();
    }

    /** The view of the example that goes into the reporting table. */
    private static String reporting() throws IOException {
        String file = Files.readString(ROOT.resolve("examples/shop/databases/reporting.yaml"));
        return file.substring(file.indexOf("views:") + "views:".length());
    }

    private static ConnectWorker startConnect() throws IOException {
        Files.createDirectories(FILES);
        Files.writeString(SUPPLIERS, "{\"supplier_id\":1,\"name\":\"Ö & Söhne\"}\n");
        Map<String, String> environment = Map.of(
                "FILES",
                FILES.toString(),
                "KAFKA",
                kafka.bootstrapServers(),
                "MARIADB_HOST",
                "127.0.0.1",
                "MARIADB_PORT",
                Integer.toString(database.port()),
                "DEBEZIUM_PASSWORD",
                "debezium",
                "REPORTING_PASSWORD",
                "reporting");
        ConnectWorker worker = ConnectWorker.start(
                new ConnectWorker.Setup(ROOT.resolve("connect"), DIRECTORY.resolve("connect"), environment));
        CONNECTORS.forEach(worker::configure);
        CONNECTORS.forEach(worker::awaitRunning);
        return worker;
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable part : new AutoCloseable[] {instance, connect, database, kafka}) {
            try {
                if (part != null) {
                    part.close();
                }
            } catch (Exception failure) {
                System.err.println("cannot end " + part + ": " + failure);
            }
        }
    }

    @Test
    @Order(1)
    void documentsAndTableAreWhatSqlSaysOfASnapshotAndOfChanges() throws Exception {
        awaitTruth();
        writer.write(TRANSACTIONS);
        awaitTruth();
    }

    @Test
    @Order(2)
    void soTheyAreAfterConnectWasKilledInTheMiddle() throws Exception {
        writer.write(TRANSACTIONS);
        connect.kill();
        writer.write(TRANSACTIONS);
        connect.startAgain();
        connect.awaitStart();
        awaitTruth();
    }

    /** Whichever of them is the active controller, it is killed when its turn comes. */
    @Test
    @Order(3)
    void soTheyAreAfterEachBrokerWasKilledInTurn() throws Exception {
        int controllers = 0;
        for (int broker = 1; broker <= kafka.replication(); broker++) {
            // two copies are to be left of everything
            Patience.until("all copies to be in sync", RIGHT_WITHIN, kafka::isWhole);
            controllers += kafka.controller() == broker ? 1 : 0;
            writer.write(TRANSACTIONS);
            kafka.kill(broker);
            assertThat(documents("customers"))
                    .as("with broker %d just killed", broker)
                    .isNotEmpty();
            writer.write(TRANSACTIONS);
            Patience.until("broker " + broker + " to be missed", RIGHT_WITHIN, () -> !kafka.isWhole());
            awaitTruth();
            kafka.startAgain(broker);
        }
        assertThat(controllers).isPositive();
    }

    /** A sink that had a connection in hand when the database ended went on with the dead one until it gave up. */
    @Test
    @Order(4)
    void soTheyAreAfterTheDatabaseWasRestarted() throws Exception {
        writer.write(TRANSACTIONS);
        database.stop();
        Patience.sleep(AWAY);
        database.startAgain();
        // it bears a database that is away, but not one that ends in the middle of a commit
        connect.restartFailed("reporting-sink");
        writer.write(TRANSACTIONS);
        awaitTruth();
    }

    /** A snapshot has what is there: what is deleted before it begins, and after what the source had read, nobody tells. */
    @Test
    @Order(5)
    void soTheyAreAfterTheSnapshotWasTakenAgain() throws Exception {
        writer.write(TRANSACTIONS);
        awaitTruth();
        connect.startOver("users-source");
        connect.startOver("catalog-source");
        database.execute("UPDATE users.users SET last_name = 'again'; UPDATE catalog.catalog SET stock = stock + 1000");
        awaitTruth();
        writer.write(TRANSACTIONS);
        awaitTruth();
    }

    @Test
    @Order(6)
    void aColumnThatIsAddedAppearsWhereAllColumnsAreShownAndDisturbsNothingElse() throws Exception {
        database.execute("ALTER TABLE users.users ADD nickname VARCHAR(20)");
        writer.write(TRANSACTIONS);
        database.execute("UPDATE users.users SET nickname = CONCAT('n', user_id)");
        moreColumns = ", 'nickname', u.nickname";
        awaitTruth();
    }

    @Test
    @Order(7)
    void aFileOfRowsIsAsGoodAsATable() throws Exception {
        String changed = "{\"name\":\"Ö\",\"supplier_id\":1}";
        String added = "{\"name\":null,\"supplier_id\":2}";
        Files.writeString(SUPPLIERS, changed + "\n" + added + "\n", StandardOpenOption.APPEND);
        await("suppliers", () -> Map.of("1", changed, "2", added), () -> documents("suppliers-by-key"));
    }

    /** A connector that remembered only its own tables' definitions failed at the first row of one that was added to it. */
    @Test
    @Order(8)
    void rowsOfATableThatIsAddedToAConnectorCome() throws Exception {
        database.execute("CREATE TABLE users.notes (note_id INT PRIMARY KEY)");
        writer.write(TRANSACTIONS);
        awaitTruth();
        connect.configure(
                "users-source",
                Files.readString(ROOT.resolve("connect/users-source.json"))
                        .replace("\"users.users\"", "\"users.users,users.notes\""));
        int[] notes = {0};
        Patience.until("a row of the new table", RIGHT_WITHIN, () -> {
            database.execute("INSERT INTO users.notes VALUES (" + ++notes[0] + ")");
            connect.awaitRunning("users-source");
            Patience.sleep(BETWEEN_NOTES);
            return isWritten("user-service.notes");
        });
    }

    private static boolean isWritten(String topic) {
        try (Topics topics = Topics.connect(kafka.bootstrapServers())) {
            return topics.names().contains(topic)
                    && !Records.readAll(kafka.bootstrapServers(), topic, RIGHT_WITHIN)
                            .isEmpty();
        }
    }

    private static void awaitTruth() {
        await("customers", truth::customers, () -> documents("customers"));
        await("whole-users", () -> truth.users(moreColumns), () -> documents("whole-users"));
        await("products", truth::products, () -> documents("products"));
        await("the reporting table", truth::totals, truth::reported);
        assertThat(instance.isRunning()).isTrue();
    }

    private static void await(
            String what, Callable<Map<String, String>> expected, Callable<Map<String, String>> actual) {
        String[] last = {""};
        Patience.until(
                what + " to be as SQL says",
                RIGHT_WITHIN,
                () -> {
                    last[0] = difference(expected.call(), actual.call());
                    return last[0].isEmpty();
                },
                () -> last[0] + "\nconnectors: " + statuses());
    }

    private static String statuses() {
        try {
            return connect.statuses().toString();
        } catch (IOException unanswered) {
            return unanswered.toString();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return "not asked";
        }
    }

    private static String difference(Map<String, String> expected, Map<String, String> actual) {
        Map<String, String> all = new TreeMap<>(expected);
        all.putAll(actual);
        for (String key : all.keySet()) {
            String wanted = expected.getOrDefault(key, "none");
            String came = actual.getOrDefault(key, "none");
            if (!wanted.equals(came)) {
                return "seed " + SEED + ", key " + key + "\nexpected: " + wanted + "\ncame:     " + came;
            }
        }
        return "";
    }

    private static Map<String, String> documents(String view) throws IOException {
        try (Connection connection = new Connection(instance.port())) {
            Answer answer = connection.get("/views/" + view + "?limit=1000", "");
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.status() != 200) {
                throw new IOException(view + ": " + answer.status() + " " + body);
            }
            return items(body);
        }
    }

    private static Map<String, String> items(String page) throws JsonProcessingException {
        Map<String, String> found = new TreeMap<>();
        for (JsonNode item : Truth.read(page).path("items")) {
            found.put(item.path("key").asText(), Truth.canonical(item.path("document")));
        }
        return found;
    }
}
