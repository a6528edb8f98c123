package dev.tributary.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.config.HostPort;
import dev.tributary.config.ServiceConfig;
import dev.tributary.metrics.Metrics;
import dev.tributary.runtime.Service;
import dev.tributary.sandbox.Records;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.Topics;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running service tells those who run it, on a real broker: metrics, and who has which copies. */
final class OperationsServiceTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 4;
    private static final Path REFERENCE = Path.of("../docs/operations.md");
    private static final Path DASHBOARD = Path.of("../deploy/grafana/tributary.json");

    private static SandboxKafka kafka;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path state;

    @BeforeAll
    static void startKafka() {
        kafka = SandboxKafka.start();
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    /** One instance, with its server. */
    private final class Instance implements AutoCloseable {
        private final Metrics metrics = new Metrics();
        private final Service service;
        private final HttpServer http;

        Instance(String name, String topics, Optional<HostPort> advertised) {
            ServiceConfig config = ServiceConfig.local(topics, state.resolve(name), kafka.bootstrapServers())
                    .withHttp(new ServiceConfig.Http("127.0.0.1", 0, advertised))
                    .withPartitions(PARTITIONS);
            service = Service.start(config, model(topics), metrics);
            http = HttpServer.start(
                    new HttpServer.Options(topics, config.http()), service::views, TopologyPages.NONE, metrics);
        }

        String get(String path) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }

        Exposed metrics() throws Exception {
            return new Exposed(get("/metrics"));
        }

        JsonNode cluster() throws Exception {
            return TestApi.JSON.readTree(get("/cluster"));
        }

        @Override
        public void close() {
            http.close();
            service.close();
        }
    }

    private static Model model(String topics) {
        String file = """
                sources:
                  users: {topic: %s.users, key: user_id}
                views:
                  people:
                    from: users
                    fields: [user_id, name, {share: {expr: "100 / parts"}}]
                """.formatted(topics);
        return ViewFiles.parse(Map.of("views.yaml", file)).model();
    }

    private static void user(Records records, String topics, int id, int parts) {
        String row = "{\"user_id\":%d,\"name\":\"n\",\"parts\":%d}".formatted(id, parts);
        records.send(topics + ".users", ("" + id).getBytes(UTF_8), row.getBytes(UTF_8));
    }

    private static void await(String what, Callable<Boolean> condition, Callable<?> shown) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited for " + what + ", but there is " + shown.call());
            }
            Thread.sleep(100);
        }
    }

    // ----------------------------------------------------------------------------------------------- metrics

    @Test
    void everyMetricIsDocumentedAndTheDashboardUsesNoOther() throws Exception {
        try (Topics topics = Topics.connect(kafka.bootstrapServers());
                Records records = Records.connect(kafka.bootstrapServers())) {
            topics.create("m.users", 2);
            user(records, "m", 1, 4);
            try (Instance one = new Instance("one", "m", Optional.empty())) {
                await("the view", () -> one.get("/views/people/1").contains("\"share\":25"), () -> one.get("/views"));
                assertThat(one.metrics().value("tributary_freshness_seconds_count", "people"))
                        .as("before the view was built nobody saw its documents")
                        .isZero();
                user(records, "m", 2, 0);
                records.send("m.users", "3".getBytes(UTF_8), "{\"user_id\":3,".getBytes(UTF_8));
                records.send("m.users", null, "{\"name\":\"nobody\"}".getBytes(UTF_8));
                user(records, "m", 4, 5);
                await(
                        "all records",
                        () -> one.get("/views/people/4").contains("\"share\":20"),
                        () -> one.get("/views"));
                System.gc();
                try (EventClient client = EventClient.open(one.http.port(), "/views/people", "")) {
                    client.upTo("live");
                }
                await(
                        "freshness",
                        () -> one.metrics().value("tributary_freshness_seconds_count", "people") == 2,
                        one::metrics);
                check(one.metrics());
            }
        }
    }

    private static void check(Exposed exposed) throws Exception {
        double sum = exposed.value("tributary_freshness_seconds_sum", "people");
        assertThat(sum).isBetween(0.0001, 60.0);
        assertThat(exposed.value("tributary_dead_letters_total", "from=\"users\"", "reason=\"not-json\""))
                .isEqualTo(1);
        assertThat(exposed.value("tributary_dead_letters_total", "from=\"users\"", "reason=\"bad-key\""))
                .isEqualTo(1);
        assertThat(exposed.value("tributary_dead_letters_total", "from=\"users\"", "reason=\"bad-column\""))
                .as("what has not happened yet is there, so that a rate sees the first one")
                .isZero();
        assertThat(exposed.value("tributary_dead_letters_total", "from=\"people\"", "reason=\"too-large\""))
                .isZero();
        assertThat(exposed.value("tributary_expression_failures_total", "expression=\"100 / parts\""))
                .isPositive();
        assertThat(exposed.value("tributary_kafka_threads", "application=\"people\"", "kind=\"view\""))
                .isEqualTo(1);
        for (String figure : Set.of("processed_records", "consumed_bytes", "sent_records")) {
            assertThat(exposed.value(
                            "tributary_kafka_" + figure + "_total", "application=\"users\"", "kind=\"source\""))
                    .as(figure)
                    .isPositive();
        }
        assertThat(exposed.value("tributary_kafka_rebalances_total", "application=\"people\""))
                .isPositive();
        Set<String> documented = documented();
        assertThat(documented).containsAll(exposed.metrics());
        // of collections, each JVM tells something else
        documented.removeIf(name -> name.startsWith("jvm_gc_"));
        assertThat(exposed.metrics()).containsAll(documented);
        assertThat(exposed.samples()).containsAll(usedByTheDashboard());
    }

    /** The first column of the tables of metrics. */
    private static Set<String> documented() throws Exception {
        Set<String> names = new TreeSet<>();
        Pattern row = Pattern.compile("^\\| `((?:tributary|jvm|process|system)_\\w+)` \\|", Pattern.MULTILINE);
        for (Matcher each = row.matcher(Files.readString(REFERENCE)); each.find(); ) {
            names.add(each.group(1));
        }
        return names;
    }

    private static Set<String> usedByTheDashboard() throws Exception {
        Set<String> names = new TreeSet<>();
        Pattern name = Pattern.compile("\\b(?:tributary|jvm|process|system)_\\w+");
        for (JsonNode expression : TestApi.JSON.readTree(DASHBOARD.toFile()).findValues("expr")) {
            Matcher each = name.matcher(expression.asText());
            assertThat(each.find()).as(expression.asText()).isTrue();
            do {
                names.add(each.group());
            } while (each.find());
        }
        assertThat(names).hasSizeGreaterThan(10);
        return names;
    }

    // ----------------------------------------------------------------------------------------------- cluster

    @Test
    void theClusterTellsWhoHasWhat() throws Exception {
        HostPort first = new HostPort("one.example", 8001);
        HostPort second = new HostPort("two.example", 8002);
        try (Topics topics = Topics.connect(kafka.bootstrapServers());
                Records records = Records.connect(kafka.bootstrapServers())) {
            topics.create("c.users", 2);
            for (int id = 1; id <= 50; id++) {
                user(records, "c", id, 1);
            }
            try (Instance one = new Instance("one", "c", Optional.of(first))) {
                await("one instance", () -> isWhole(one.cluster(), Set.of(first.toString()), 0), one::cluster);
                assertThat(one.cluster().path("instance").asText()).isEqualTo("one.example:8001");
                try (Instance two = new Instance("two", "c", Optional.of(second))) {
                    Set<String> both = Set.of(first.toString(), second.toString());
                    await("two instances", () -> isWhole(one.cluster(), both, 1), one::cluster);
                    await("the same from the other", () -> isWhole(two.cluster(), both, 1), two::cluster);
                    await("agreement", () -> roles(one.cluster()).equals(roles(two.cluster())), two::cluster);
                    await("work for both", () -> actives(one.cluster()).equals(both), one::cluster);
                    standbysTellHowFarTheyAre(records, one, first.toString());
                    standbysTellHowFarTheyAre(records, two, second.toString());
                }
                await("one again", () -> isWhole(one.cluster(), Set.of(first.toString()), 0), one::cluster);
            }
        }
    }

    /** Every partition has a caught-up active copy, and so many standbys elsewhere. */
    private static boolean isWhole(JsonNode cluster, Set<String> instances, int standbys) {
        JsonNode partitions = cluster.path("views").path(0).path("partitions");
        boolean whole = partitions.size() == PARTITIONS
                && texts(cluster.path("instances")).equals(instances);
        for (JsonNode partition : partitions) {
            String active = partition.path("active").path("instance").asText();
            whole &= instances.contains(active)
                    && partition.path("active").path("lag").path("records").asInt(-1) == 0
                    && partition.path("standbys").size() == standbys;
            for (JsonNode standby : partition.path("standbys")) {
                String instance = standby.path("instance").asText();
                whole &= instances.contains(instance) && !instance.equals(active);
            }
        }
        return whole && cluster.path("views").path(0).path("state").asText().equals("running");
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Set<String> actives(JsonNode cluster) {
        Set<String> actives = new TreeSet<>();
        cluster.path("views")
                .path(0)
                .path("partitions")
                .forEach(partition ->
                        actives.add(partition.path("active").path("instance").asText()));
        return actives;
    }

    /** Who does what, without how far. */
    private static Set<String> roles(JsonNode cluster) {
        Set<String> roles = new TreeSet<>();
        cluster.path("views").path(0).path("partitions").forEach(partition -> {
            String number = partition.path("partition").asText() + " ";
            roles.add(number + "active "
                    + partition.path("active").path("instance").asText());
            partition
                    .path("standbys")
                    .forEach(standby -> roles.add(
                            number + "standby " + standby.path("instance").asText()));
        });
        return roles;
    }

    /** Of its own; of those elsewhere it does not know. */
    private static void standbysTellHowFarTheyAre(Records records, Instance instance, String address) throws Exception {
        for (int id = 100; id <= 150; id++) {
            user(records, "c", id, 1);
        }
        await(
                "caught-up standbys",
                () -> standbyLags(instance.cluster(), address).equals(Set.of("{\"records\":0}")),
                instance::cluster);
        Set<String> elsewhere = new TreeSet<>();
        for (JsonNode partition : instance.cluster().path("views").path(0).path("partitions")) {
            for (JsonNode standby : partition.path("standbys")) {
                if (!standby.path("instance").asText().equals(address)) {
                    elsewhere.add(standby.path("lag").toString());
                }
            }
        }
        assertThat(elsewhere).containsExactly("null");
    }

    private static Set<String> standbyLags(JsonNode cluster, String address) {
        Set<String> lags = new TreeSet<>();
        for (JsonNode partition : cluster.path("views").path(0).path("partitions")) {
            for (JsonNode standby : partition.path("standbys")) {
                if (standby.path("instance").asText().equals(address)) {
                    lags.add(standby.path("lag").toString());
                }
            }
        }
        return lags;
    }
}
