package dev.tributary.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.config.ServiceConfig;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of a running service, on a real broker, over a restart of the service. */
class StreamServiceTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int PEOPLE = 30;
    private static final List<String> PATHS =
            List.of("/views/people", "/views/people?country=DE", "/views/people?products=desk", "/views/people/7");
    private static final String FILE = """
            sources:
              users: {topic: s.users, key: user_id}
              orders: {topic: s.orders, key: order_id, references: {user_id: users}}
            views:
              people:
                from: users
                index: [country, products]
                fields: [user_id, country, n, {products: {pluck: orders.product}}]
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<EventClient> streams = new ArrayList<>();

    @TempDir
    Path stateDir;

    @ParameterizedTest
    @ValueSource(strings = {"at_least_once", "exactly_once_v2"})
    @Timeout(value = 240, unit = TimeUnit.SECONDS)
    void whoComesBackAfterARestartGoesOn(String guarantee) throws Exception {
        Model model = ViewFiles.parse(Map.of("views.yaml", FILE)).model();
        try (SandboxKafka kafka = SandboxKafka.start();
                Topics topics = Topics.connect(kafka.bootstrapServers());
                Records records = Records.connect(kafka.bootstrapServers())) {
            topics.create("s.users", 3);
            topics.create("s.orders", 2);
            for (int id = 1; id <= PEOPLE; id++) {
                user(records, id, 0);
                order(records, id, id, id % 4 == 0 ? "desk" : "lamp");
            }
            ServiceConfig config = config(kafka, guarantee);
            try (Service service = Service.start(config, model);
                    HttpServer http = HttpServer.start(new HttpServer.Options("127.0.0.1", 0), service::views)) {
                awaitAnswer(http.port());
                for (String path : PATHS) {
                    streams.add(EventClient.open(http.port(), path, ""));
                }
                for (int id = 1; id <= PEOPLE; id += 3) {
                    user(records, id, 1);
                }
                order(records, 100, 7, "desk");
                settle(http.port());
                assertThat(streams.get(3).documents().get("7"))
                        .contains("\"n\":1")
                        .contains("desk");
            }
            for (int id = 2; id <= PEOPLE; id += 4) {
                user(records, id, 2);
            }
            records.send("s.users", key(12), null);
            order(records, 4, 5, "desk");
            try (Service service = Service.start(config, model);
                    HttpServer http = HttpServer.start(new HttpServer.Options("127.0.0.1", 0), service::views)) {
                awaitAnswer(http.port());
                for (int i = 0; i < PATHS.size(); i++) {
                    streams.set(i, streams.get(i).reopen(http.port()));
                }
                user(records, 7, 3);
                order(records, 100, 8, "desk");
                settle(http.port());
                for (EventClient stream : streams) {
                    assertThat(stream.comments()).as(stream.path()).allMatch(String::isEmpty);
                    assertThat(stream.resets()).as(stream.path()).isZero();
                    stream.close();
                }
            }
        }
    }

    /** Takes events until each client has what there is, and that no longer changes. */
    private void settle(int port) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        int same = 0;
        while (same < 5) {
            boolean isSame = true;
            for (EventClient stream : streams) {
                isSame &= !stream.takeAll(100);
                isSame &= new TreeMap<>(stream.documents()).equals(listing(port, stream.path()));
            }
            same = isSame ? same + 1 : 0;
            if (System.nanoTime() > deadline) {
                for (EventClient stream : streams) {
                    assertThat(new TreeMap<>(stream.documents()))
                            .as(stream.path())
                            .isEqualTo(listing(port, stream.path()));
                }
                throw new AssertionError("the documents still change");
            }
        }
    }

    private Map<String, String> listing(int port, String path) throws Exception {
        HttpResponse<String> response = get(port, path);
        Map<String, String> documents = new TreeMap<>();
        JsonNode answer = TestApi.json(response);
        if (path.endsWith("/7")) {
            documents.put("7", answer.toString());
        } else {
            answer.path("items")
                    .forEach(item -> documents.put(
                            item.path("key").asText(), item.path("document").toString()));
        }
        return documents;
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Documents and each index have stores of their own, which come one after the other. */
    private void awaitAnswer(int port) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        for (String path : PATHS) {
            while (get(port, path).statusCode() != 200) {
                assertThat(System.nanoTime()).as(path).isLessThan(deadline);
                Thread.sleep(50);
            }
        }
    }

    private static byte[] key(int id) {
        return ("" + id).getBytes(UTF_8);
    }

    private static void user(Records records, int id, int n) {
        String country = (id + n) % 2 == 0 ? "DE" : "FR";
        String row = "{\"user_id\":%d,\"country\":\"%s\",\"n\":%d}".formatted(id, country, n);
        records.send("s.users", key(id), row.getBytes(UTF_8));
    }

    private static void order(Records records, int id, int user, String product) {
        String row = "{\"order_id\":%d,\"user_id\":%d,\"product\":\"%s\"}".formatted(id, user, product);
        records.send("s.orders", key(id), row.getBytes(UTF_8));
    }

    private ServiceConfig config(SandboxKafka kafka, String guarantee) {
        return ServiceConfig.local("streams", stateDir, kafka.bootstrapServers())
                .withPartitions(4)
                .withStreams(Map.of("processing.guarantee", guarantee));
    }
}
