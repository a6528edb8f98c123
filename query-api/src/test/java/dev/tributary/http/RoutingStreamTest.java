package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.http.TestCluster.Instance;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams and waiting requests at an instance that has few of the copies. */
@Timeout(90)
final class RoutingStreamTest {
    private static final int USERS = 250;
    private static final int INSTANCES = 3;

    @TempDir
    Path directory;

    private TestCluster cluster;

    @BeforeEach
    void start() {
        cluster = new TestCluster(directory, INSTANCES);
        for (int id = 1; id <= USERS; id++) {
            user(id, "first");
        }
    }

    private void user(int id, String name) {
        cluster.user(id, name, "u" + id + "@example.org", id % 2 == 0 ? "DE" : "FR");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Instance stranger(int user) {
        return cluster.instances.get((cluster.holder(user, INSTANCES) + 2) % INSTANCES);
    }

    private static Map<String, String> listing(Instance instance, String query) throws Exception {
        Map<String, String> documents = new LinkedHashMap<>();
        for (JsonNode item : instance.json("/views/people?limit=1000" + query).path("items")) {
            documents.put(item.path("key").asText(), item.path("document").toString());
        }
        return documents;
    }

    private static void awaitEqual(EventClient client, Instance instance, String query) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Map<String, String> expected = listing(instance, query);
        while (!client.documents().equals(expected) && System.nanoTime() < deadline) {
            client.takeAll(100);
        }
        assertThat(client.documents()).isEqualTo(expected);
    }

    @Test
    void aStreamOfAViewGathersAllInstances() throws Exception {
        Instance first = cluster.instances.get(0);
        try (EventClient client = EventClient.open(first.address.port(), "/views/people", "")) {
            client.upTo("live");
            assertThat(client.documents()).isEqualTo(listing(first, "")).hasSize(USERS);
            for (int id = 1; id <= USERS; id += 3) {
                user(id, "second");
            }
            cluster.view.delete("users", "{\"user_id\":7}");
            awaitEqual(client, first, "");
            // what it has so far it need not hear again, at another instance
            user(8, "third");
            Instance second = cluster.instances.get(1);
            EventClient again = client.reopen(second.address.port());
            awaitEqual(again, second, "");
            assertThat(again.resets()).isZero();
            again.close();
        }
    }

    @Test
    void aStreamOfALookupGathersAllInstances() throws Exception {
        Instance first = cluster.instances.get(0);
        String query = "&country=DE&status=new";
        try (EventClient client = EventClient.open(first.address.port(), "/views/people?country=DE&status=new", "")) {
            client.upTo("live");
            assertThat(client.documents()).isEqualTo(listing(first, query)).hasSize(USERS / 2);
            cluster.user(1, "moved", "m@example.org", "DE");
            cluster.user(2, "left", "l@example.org", "FR");
            awaitEqual(client, first, query);
        }
    }

    @Test
    void aStreamGoesOnWhenItsPartitionMoves() throws Exception {
        Instance asked = stranger(7);
        try (EventClient client = EventClient.open(asked.address.port(), "/views/people/7", "")) {
            client.upTo("live");
            cluster.share(2);
            user(7, "after");
            awaitDocument(client, "after");
            cluster.share(3);
            user(7, "again");
            awaitDocument(client, "again");
            assertThat(client.resets()).isEqualTo(1);
        }
    }

    private static void awaitDocument(EventClient client, String name) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!client.documents().getOrDefault("7", "").contains(name) && System.nanoTime() < deadline) {
            client.takeAll(50);
        }
        assertThat(client.documents().get("7")).contains(name);
    }

    @Test
    void aRequestWaitsForWhatChangesElsewhere() throws Exception {
        Instance asked = stranger(7);
        HttpResponse<String> known = asked.get("/views/people/7");
        String tag = TestApi.header(known, "ETag");
        CompletableFuture<HttpResponse<String>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return asked.get("/views/people/7", "If-None-Match", tag, "Prefer", "wait=20");
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        });
        Thread.sleep(300);
        assertThat(waiting).isNotDone();
        user(7, "news");
        assertThat(waiting.get().statusCode()).isEqualTo(200);
        assertThat(waiting.get().body()).contains("news");
    }
}
