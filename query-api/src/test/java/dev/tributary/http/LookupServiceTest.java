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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lookups of a running service: entries and documents in several partitions, on a real broker. */
class LookupServiceTest {
    private static final Duration DEADLINE = Duration.ofSeconds(40);
    private static final int PEOPLE = 40;
    private static final String FILE = """
            sources:
              users: {topic: l.users, key: user_id}
              orders: {topic: l.orders, key: order_id, references: {user_id: users}}
            views:
              people:
                from: users
                index: [email, [country, status], products]
                fields: [email, country, status, {products: {pluck: orders.product}}]
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path stateDir;

    @Test
    void lookupsFollowTheDocuments() throws Exception {
        Model model = ViewFiles.parse(Map.of("views.yaml", FILE)).model();
        try (SandboxKafka kafka = SandboxKafka.start();
                Topics topics = Topics.connect(kafka.bootstrapServers());
                Records records = Records.connect(kafka.bootstrapServers())) {
            topics.create("l.users", 3);
            topics.create("l.orders", 2);
            for (int id = 1; id <= PEOPLE; id++) {
                user(records, id, "old" + id, id % 2 == 0 ? "DE" : "FR");
                order(records, id, id, id % 4 == 0 ? "desk" : "lamp");
            }
            try (Service service = Service.start(config(kafka), model);
                    HttpServer http = HttpServer.start(new HttpServer.Options("127.0.0.1", 0), service::views)) {
                String view = "http://127.0.0.1:" + http.port() + "/views/people?limit=7&";
                await(view + "products=desk", every(4));
                await(view + "products=desk&products=lamp", every(1));
                await(view + "status=new&country=DE", every(2));
                await(view + "email=old7", List.of("7"));
                user(records, 7, "new7", "DE");
                await(view + "email=new7", List.of("7"));
                await(view + "email=old7", List.of());
                order(records, 7, 7, "desk");
                List<String> withDesk = new ArrayList<>(every(4));
                withDesk.add(1, "7");
                await(view + "products=desk", withDesk);
                records.send("l.users", key(7), null);
                await(view + "products=desk", every(4));
                await(view + "email=new7", List.of());
                order(records, 4, 5, "desk");
                withDesk.set(0, "5");
                withDesk.remove(1);
                await(view + "products=desk", withDesk);
            }
        }
    }

    private static List<String> every(int step) {
        List<String> keys = new ArrayList<>();
        for (int id = step; id <= PEOPLE; id += step) {
            keys.add("" + id);
        }
        return keys;
    }

    private static byte[] key(int id) {
        return ("" + id).getBytes(UTF_8);
    }

    private static void user(Records records, int id, String email, String country) {
        String row = "{\"user_id\":%d,\"email\":\"%s\",\"country\":\"%s\",\"status\":\"new\"}";
        records.send("l.users", key(id), row.formatted(id, email, country).getBytes(UTF_8));
    }

    private static void order(Records records, int id, int user, String product) {
        String row = "{\"order_id\":%d,\"user_id\":%d,\"product\":\"%s\"}".formatted(id, user, product);
        records.send("l.orders", key(id), row.getBytes(UTF_8));
    }

    private ServiceConfig config(SandboxKafka kafka) {
        return ServiceConfig.local("lookups", stateDir, kafka.bootstrapServers())
                .withPartitions(4);
    }

    private void await(String address, List<String> expected) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        List<String> found = keys(address);
        while (!found.equals(expected)) {
            assertThat(System.nanoTime())
                    .as("%s: expected %s, but there is %s", address, expected, found)
                    .isLessThan(deadline);
            Thread.sleep(100);
            found = keys(address);
        }
    }

    /** The keys of all pages; none while it is built. */
    private List<String> keys(String first) throws Exception {
        List<String> keys = new ArrayList<>();
        for (String address = first; address != null; ) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
            JsonNode page = TestApi.json(response);
            page.path("items").forEach(item -> keys.add(item.path("key").asText()));
            address = page.has("next") ? first + "&cursor=" + page.path("next").asText() : null;
        }
        return keys;
    }
}
