package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers beside a writer. */
final class HttpConcurrencyTest {
    private static final int ORDERS = 30;
    private static final int READS = 200;

    @TempDir
    Path directory;

    /** Orders are re-sorted all the time; each is always there, once, and in its place. */
    @Test
    void noReaderSeesHalfAChange() throws Exception {
        try (TestApi api = new TestApi(directory)) {
            api.customers.put("users", "{\"user_id\":1,\"name\":\"Ada\"}");
            for (int order = 0; order < ORDERS; order++) {
                putOrder(api, order, order);
            }
            AtomicBoolean done = new AtomicBoolean();
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(api, done));
            for (int i = 0; i < READS; i++) {
                check(TestApi.json(api.get("/views/customers/1")));
                check(TestApi.json(api.get("/views/customers"))
                        .path("items")
                        .path(0)
                        .path("document"));
            }
            done.set(true);
            writer.join();
        }
    }

    private static void write(TestApi api, AtomicBoolean done) {
        Random random = new Random(7);
        while (!done.get()) {
            putOrder(api, random.nextInt(ORDERS), random.nextInt(1000));
        }
    }

    private static void putOrder(TestApi api, int order, int rank) {
        api.customers.put("orders", "{\"order_id\":" + order + ",\"user_id\":1,\"rank\":" + rank + "}");
    }

    private static void check(JsonNode document) {
        TreeSet<Integer> orders = new TreeSet<>();
        int above = Integer.MAX_VALUE;
        for (JsonNode order : document.path("orders")) {
            orders.add(order.path("order_id").asInt());
            assertThat(order.path("rank").asInt()).isLessThanOrEqualTo(above);
            above = order.path("rank").asInt();
        }
        assertThat(document.path("orders")).hasSize(ORDERS);
        assertThat(orders).hasSize(ORDERS);
    }
}
