package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.plan.Index;
import dev.tributary.plan.Log;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Made-up changes, {@code -Dchanges=N} of them, beside clients that break off and come back, to one server or the other: at the end
 * each has what there is. {@code -Dseed=S} replays the changes and what the clients do.
 */
final class HttpStreamRandomTest {
    private static final int CHANGES = Integer.getInteger("changes", 2_000);
    private static final long SETTLED_AT_MOST_NS = TimeUnit.SECONDS.toNanos(30);
    private static final List<String> NAMES = List.of("Ada", "Ben", "Cleo");
    private static final List<String> PATHS = List.of(
            "/views/people",
            "/views/people?fields=name",
            "/views/people?name=Ada",
            "/views/people?name=Ada&name=Ben",
            "/views/people?name=Cleo&fields=name,products",
            "/views/people?products=1",
            "/views/people?products=2&products=3",
            "/views/people/1",
            "/views/people/7?fields=products");
    private static final String FILE = """
            sources:
              users: {topic: users, key: user_id, where: "name != 'Zoe'"}
              orders: {topic: orders, key: order_id, references: {user_id: users}}
            views:
              people:
                from: users
                index: [name, products]
                fields: [user_id, name, n, {products: {pluck: orders.product, distinct: true}}]
            """;

    @TempDir
    Path directory;

    private final List<EventClient> clients = new ArrayList<>();
    private final List<HttpServer> servers = new ArrayList<>();

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void whateverHappensClientsHaveWhatThereIs() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime() & 0xFFFFFF);
        System.out.println("-Dseed=" + seed);
        Random random = new Random(seed);
        try (TestApi api = new TestApi(directory);
                TestView people = TestView.of(directory.resolve("people"), FILE, "people", TestApi.PARTITIONS)) {
            api.serve("people", people);
            servers.add(server(people));
            servers.add(server(people));
            for (String path : PATHS) {
                clients.add(EventClient.open(servers.get(0).port(), path, ""));
                clients.add(EventClient.open(servers.get(1).port(), path, ""));
            }
            List<Log> logs = new ArrayList<>(List.of(people.plan().documents()));
            people.plan().indexes().stream().map(Index::log).forEach(logs::add);
            for (int i = 0; i < CHANGES; i++) {
                change(random, people, i);
                somethingElse(random, people, logs);
            }
            people.hold(logs.get(0), false);
            for (EventClient client : clients) {
                awaitSettled(api, client, seed);
                client.close();
            }
            servers.forEach(HttpServer::close);
        }
    }

    private static HttpServer server(TestView people) {
        return HttpServer.start(new HttpServer.Options("127.0.0.1", 0), () -> Map.of("people", people));
    }

    private static void change(Random random, TestView people, int number) {
        int id = random.nextInt(20);
        switch (random.nextInt(6)) {
            case 0 -> people.delete("users", "{\"user_id\":" + id + "}");
            case 1, 2 -> {
                String name = random.nextInt(8) == 0 ? "Zoe" : NAMES.get(random.nextInt(NAMES.size()));
                people.put("users", "{\"user_id\":%d,\"name\":\"%s\",\"n\":%d}".formatted(id, name, number));
            }
            case 3 -> people.delete("orders", "{\"order_id\":" + id + "}");
            default ->
                people.put(
                        "orders",
                        "{\"order_id\":%d,\"user_id\":%d,\"product\":%d}"
                                .formatted(id, random.nextInt(20), random.nextInt(5)));
        }
    }

    private void somethingElse(Random random, TestView people, List<Log> logs) throws Exception {
        int which = random.nextInt(clients.size());
        EventClient client = clients.get(which);
        switch (random.nextInt(40)) {
            case 0, 1, 2 -> client.takeAll(1);
            case 3 -> clients.set(which, client.reopen(port(random)));
            case 4 -> {
                client.takeAll(20);
                clients.set(which, client.reopen(port(random)));
            }
            case 5 -> people.hold(logs.get(random.nextInt(logs.size())), false);
            case 6 -> {
                people.hold(logs.get(0), false);
                people.hold(logs.get(random.nextInt(logs.size())), true);
            }
            case 7 -> {
                if (random.nextInt(10) == 0) {
                    servers.remove(0).close();
                    servers.add(server(people));
                }
            }
            default -> {}
        }
    }

    private int port(Random random) {
        return servers.get(random.nextInt(servers.size())).port();
    }

    private void awaitSettled(TestApi api, EventClient first, long seed) throws Exception {
        EventClient client = first;
        long deadline = System.nanoTime() + SETTLED_AT_MOST_NS;
        String path = client.path();
        Map<String, String> expected = listing(api, path);
        while (!client.isLive() || !new TreeMap<>(client.documents()).equals(expected)) {
            client.takeAll(20);
            if (client.hasEnded()) {
                client = client.reopen(servers.get(0).port());
            }
            if (System.nanoTime() > deadline) {
                assertThat(new TreeMap<>(client.documents()))
                        .as("-Dseed=" + seed + " " + path + " live: " + client.isLive())
                        .isEqualTo(expected);
                assertThat(client.isLive()).as(path).isTrue();
            }
        }
        client.breakOff();
    }

    /** What there is, as pages or a document tell it. */
    private static Map<String, String> listing(TestApi api, String path) throws Exception {
        Map<String, String> documents = new HashMap<>();
        JsonNode answer = TestApi.json(api.get(path));
        if (path.startsWith("/views/people/")) {
            if (!answer.has("status")) {
                documents.put(path.replaceAll(".*/([0-9]+).*", "$1"), answer.toString());
            }
        } else {
            answer.path("items")
                    .forEach(item -> documents.put(
                            item.path("key").asText(), item.path("document").toString()));
        }
        return new TreeMap<>(documents);
    }
}
