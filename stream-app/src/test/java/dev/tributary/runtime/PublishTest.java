package dev.tributary.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.ServiceConfig;
import dev.tributary.sandbox.Records;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.Topics;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents on a topic, for whoever consumes it. */
class PublishTest {
    private static final Duration DEADLINE = Duration.ofSeconds(40);
    private static final int PARTITIONS = 4;

    private static SandboxKafka kafka;
    private static int tests;

    @TempDir
    Path stateDir;

    private final String prefix = "t" + ++tests;
    private final String target = prefix + ".people";
    private Topics topics;
    private Records records;
    private Map<String, String> streams = Map.of();

    @BeforeAll
    static void startKafka() {
        kafka = SandboxKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void connect() {
        topics = Topics.connect(kafka.bootstrapServers());
        records = Records.connect(kafka.bootstrapServers());
        topics.create(prefix + ".users", 3);
        topics.create(prefix + ".orders", 2);
    }

    @AfterEach
    void disconnect() {
        records.close();
        topics.close();
    }

    private Service start(String view, Path state) {
        String file = """
                sources:
                  users: {topic: %1$s.users, key: user_id}
                  orders: {topic: %1$s.orders, key: order_id, references: {user_id: users}}
                views:
                  people: {publish: %1$s.people, %2$s}
                """.formatted(prefix, view);
        Model model = ViewFiles.parse(Map.of("views.yaml", file)).model();
        return Service.start(config(state).withStreams(streams), model);
    }

    private void user(int id, String columns) {
        records.send(
                prefix + ".users",
                ("" + id).getBytes(UTF_8),
                ("{\"user_id\":" + id + "," + columns + "}").getBytes(UTF_8));
    }

    /** What the topic says, by key; a tombstone is "deleted". */
    private Map<String, String> published() {
        Map<String, String> newest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> each : Records.readAll(kafka.bootstrapServers(), target, DEADLINE)) {
            newest.put(
                    new String(each.key(), UTF_8), each.value() == null ? "deleted" : new String(each.value(), UTF_8));
        }
        return newest;
    }

    private void awaitPublished(Map<String, String> expected) throws InterruptedException {
        await(() -> topics.names().contains(target) && published().equals(expected), expected.toString());
    }

    private void await(BooleanSupplier condition, String what) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(
                            "waited for %s, but there is %s",
                            what, topics.names().contains(target) ? published() : "no topic")
                    .isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private ServiceConfig config(Path state) {
        return ServiceConfig.local(prefix, state, kafka.bootstrapServers()).withPartitions(PARTITIONS);
    }

    private Map<String, String> settings(String topic) {
        try (Cluster cluster = new Cluster(config(stateDir))) {
            return cluster.settings(topic);
        }
    }

    @Test
    void documentsAreWrittenWithTheirKeysAndTombstones() throws Exception {
        user(1, "\"name\":\"Ada\"");
        user(2, "\"name\":\"Bob\"");
        try (Service service = start("from: users, fields: [name, {orders: {count: orders}}]", stateDir)) {
            assertThat(service.views()).containsKey("people");
            awaitPublished(Map.of("1", "{\"name\":\"Ada\",\"orders\":0}", "2", "{\"name\":\"Bob\",\"orders\":0}"));
            assertThat(settings(target)).containsEntry("cleanup.policy", "compact");
            records.send(prefix + ".orders", "7".getBytes(UTF_8), "{\"order_id\":7,\"user_id\":2}".getBytes(UTF_8));
            records.send(prefix + ".users", "1".getBytes(UTF_8), null);
            awaitPublished(Map.of("1", "deleted", "2", "{\"name\":\"Bob\",\"orders\":1}"));
        }
    }

    @Test
    void aChangedDefinitionTakesTheTopicOver() throws Exception {
        for (int id = 1; id <= 12; id++) {
            user(id, "\"name\":\"n" + id + "\",\"old\":" + (id % 3 == 0));
        }
        try (Service service = start("from: users, fields: [name]", stateDir.resolve("first"))) {
            assertThat(service.views()).containsKey("people");
            await(() -> topics.names().contains(target) && published().size() == 12, "12 documents");
        }
        records.send(target, "\"of nobody\"".getBytes(UTF_8), "{}".getBytes(UTF_8));
        records.send(target, "no JSON".getBytes(UTF_8), "{}".getBytes(UTF_8));
        try (Service service = start("from: users, where: \"!old\", fields: [name, old]", stateDir.resolve("second"))) {
            assertThat(service.views()).containsKey("people");
            Map<String, String> expected = new TreeMap<>(Map.of("\"of nobody\"", "deleted", "no JSON", "deleted"));
            for (int id = 1; id <= 12; id++) {
                expected.put("" + id, id % 3 == 0 ? "deleted" : "{\"name\":\"n" + id + "\",\"old\":false}");
            }
            awaitPublished(expected);
            Path built = stateDir.resolve("second/built");
            await(() -> marks(built) == PARTITIONS, "a mark for each partition");
        }
    }

    private static long marks(Path built) {
        String[] names = built.toFile().list((directory, name) -> name.contains("-published-"));
        return names == null ? 0 : names.length;
    }

    /** The topic was there before, and its broker takes less than the producer does. */
    @Test
    void aDocumentLargerThanTheTopicTakesGoesToTheDeadLetters() throws Exception {
        topics.create(target, 1, Map.of("max.message.bytes", "5000", "cleanup.policy", "compact"));
        tooLarge(5_000, "larger than the max message size the server will accept");
    }

    @Test
    void aDocumentLargerThanTheProducerTakesGoesToTheDeadLetters() throws Exception {
        streams = Map.of("producer.max.request.size", "6000");
        tooLarge(5_000, "larger than 6000, which is the value of the max.request.size configuration");
    }

    private void tooLarge(int bytes, String reason) throws InterruptedException {
        try (Service service = start("from: users, fields: [name, {twice: {expr: \"name + name\"}}]", stateDir)) {
            user(1, "\"name\":\"small\"");
            awaitPublished(Map.of("1", "{\"name\":\"small\",\"twice\":\"smallsmall\"}"));
            user(1, "\"name\":\"" + "x".repeat(bytes * 3 / 4) + "\"");
            String letters = prefix + "-dead-letters";
            await(() -> !letters(letters).isEmpty(), "a dead letter");
            ConsumerRecord<byte[], byte[]> letter = letters(letters).get(0);
            assertThat(new String(
                            letter.headers().lastHeader("tributary.reason").value(), UTF_8))
                    .contains(reason);
            user(2, "\"name\":\"next\"");
            user(1, "\"name\":\"again\"");
            awaitPublished(Map.of(
                    "1",
                    "{\"name\":\"again\",\"twice\":\"againagain\"}",
                    "2",
                    "{\"name\":\"next\",\"twice\":\"nextnext\"}"));
            assertThat(service.view("people").status().state()).isEqualTo(ViewStatus.State.RUNNING);
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(String topic) {
        return Records.readAll(kafka.bootstrapServers(), topic, DEADLINE);
    }
}
