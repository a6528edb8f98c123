package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.plan.Log;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.store.OrderedStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All documents of a view as a stream, one a line. */
final class HttpLinesTest extends ApiTest {
    private static final String[] LINES = {"Accept", "application/x-ndjson"};

    private void putUsers(int count, int nameLength) {
        String name = "n".repeat(nameLength);
        for (int id = 1; id <= count; id++) {
            api.customers.put("users", "{\"user_id\":" + id + ",\"name\":\"" + name + "\"}");
        }
    }

    private static List<Integer> ids(String lines) throws IOException {
        assertThat(lines).endsWith("\n");
        List<Integer> ids = new ArrayList<>();
        for (String line : lines.split("\n", -1)) {
            if (!line.isEmpty()) {
                JsonNode item = TestApi.JSON.readTree(line);
                assertThat(item.path("key").asInt())
                        .isEqualTo(item.path("document").path("user_id").asInt());
                ids.add(item.path("key").asInt());
            }
        }
        return ids;
    }

    private static List<Integer> upTo(int last) {
        List<Integer> ids = new ArrayList<>();
        for (int id = 1; id <= last; id++) {
            ids.add(id);
        }
        return ids;
    }

    @Test
    void everyDocumentIsALine() throws Exception {
        putUsers(2, 1);
        HttpResponse<String> response = api.get("/views/customers", LINES);
        assertThat(response.body()).isEqualTo("""
                        {"key":"1","document":{"user_id":1,"name":"n","orders":[]}}
                        {"key":"2","document":{"user_id":2,"name":"n","orders":[]}}
                        """);
        assertThat(header(response, "Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(header(response, "View-Lag")).isEqualTo("0;ms=0");
        assertThat(header(response, "Served-By")).isEqualTo("active");
        assertThat(header(response, "Vary")).isEqualTo("Accept, Accept-Encoding");
        assertThat(header(response, "ETag") + header(response, "Link")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 100, 101, 1000})
    void thereIsNoLimitUnlessItIsGiven(int count) throws Exception {
        putUsers(count, 20);
        assertThat(ids(api.get("/views/customers", LINES).body())).isEqualTo(upTo(count));
        assertThat(ids(api.get("/views/customers?limit=100", LINES).body())).isEqualTo(upTo(Math.min(100, count)));
        assertThat(ids(api.get("/views/customers?limit=2000", LINES).body())).isEqualTo(upTo(count));
    }

    /** Lines of half a buffer, of one and of several. */
    @ParameterizedTest
    @ValueSource(ints = {30_000, 40_000, 70_000, 200_000})
    void documentsOfAnySizePass(int nameLength) throws Exception {
        putUsers(25, nameLength);
        assertThat(ids(api.get("/views/customers", LINES).body())).isEqualTo(upTo(25));
        assertThat(ids(api.get("/views/customers?limit=7", LINES).body())).isEqualTo(upTo(7));
    }

    @Test
    void anEmptyViewHasNoLines() throws Exception {
        HttpResponse<String> response = api.get("/views/customers", LINES);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aCursorOfAPageSaysWhereToBegin() throws Exception {
        putUsers(5, 1);
        String next = json(api.get("/views/customers?limit=3")).path("next").asText();
        assertThat(ids(api.get("/views/customers?cursor=" + next, LINES).body()))
                .containsExactly(4, 5);
    }

    @Test
    void aLookupHasItsLinesToo() throws Exception {
        try (TestView shop = ShopView.of(directory)) {
            api.serve("shop", shop);
            for (int id = 1; id <= 250; id++) {
                shop.put("users", "{\"user_id\":%d,\"name\":\"%s\"}".formatted(id, id % 2 == 0 ? "even" : "odd"));
            }
            String lines =
                    api.get("/views/shop?name=even&fields=user_id", LINES).body();
            assertThat(ids(lines)).hasSize(125).allMatch(id -> id % 2 == 0).isSorted();
        }
    }

    @Test
    void headHasTheHeaders() throws Exception {
        putUsers(300, 500);
        HttpResponse<String> head = api.send("HEAD", "/views/customers", LINES);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(header(head, "View-Lag")).isEqualTo("0;ms=0");
    }

    @Test
    void mistakesAreProblems() throws Exception {
        assertThat(problem(api.get("/views/customers?limit=0", LINES)))
                .startsWith("400 application/problem+json\n/problems/bad-limit 400");
        assertThat(problem(api.get("/views/customers?cursor=x", LINES))).contains("/problems/bad-cursor");
        assertThat(problem(api.get("/views/customers?key=1", LINES))).isEqualTo("""
                        406 application/problem+json
                        /problems/not-acceptable 406
                        Not acceptable: Expected `Accept` to allow `application/json`, but came `application/x-ndjson`.""");
        api.customers.status = TestApi.status(ViewStatus.State.BUILDING, "", 0.5);
        assertThat(problem(api.get("/views/customers", LINES)))
                .startsWith("503 ")
                .contains("/problems/building");
    }

    /** A client that does not read holds nothing of a store. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void noStoreIsHeldOpenForASlowReader() throws Exception {
        putUsers(2000, 10_000);
        CountedView counted = new CountedView(api.customers);
        api.serve("counted", counted);
        try (SlowClient client = new SlowClient(api.server.port(), "/views/counted", "Accept: application/x-ndjson")) {
            client.read(1000);
            int opened = awaitStandstill(counted.snapshots);
            assertThat(counted.openSnapshots).hasValue(0);
            assertThat(counted.openCursors).hasValue(0);
            String rest = client.readRest();
            assertThat(rest).endsWith("\r\n0\r\n\r\n").contains("{\"key\":\"2000\"");
            assertThat(counted.snapshots.get()).isGreaterThan(opened);
        }
    }

    /** Waits until a number has stayed the same for a while. */
    private static int awaitStandstill(AtomicInteger number) throws InterruptedException {
        int before = -1;
        int same = 0;
        while (same < 5) {
            int now = number.get();
            same = now == before && now > 0 ? same + 1 : 0;
            before = now;
            Thread.sleep(100);
        }
        return before;
    }

    /** What is missing must not look like the end. */
    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void whatGoesWrongOnTheWayBreaksTheConnectionOff(String coding) throws Exception {
        putUsers(2000, 1000);
        AtomicInteger left = new AtomicInteger(10 * TestApi.PARTITIONS);
        api.serve("leaving", new OtherView(api.customers) {
            @Override
            public Optional<OrderedStore> copy(Log log, int partition) {
                return left.getAndDecrement() > 0 ? super.copy(log, partition) : Optional.empty();
            }
        });
        String[] headers = {"Accept", "application/x-ndjson", "Accept-Encoding", coding};
        if (coding.equals("identity")) {
            assertThatThrownBy(() -> api.get("/views/leaving", headers)).isInstanceOf(IOException.class);
        }
        left.set(10 * TestApi.PARTITIONS);
        try (SlowClient client = new SlowClient(
                api.server.port(), "/views/leaving", "Accept: application/x-ndjson", "Accept-Encoding: " + coding)) {
            String answer = client.readRest();
            if (answer.startsWith("HTTP/1.1 200")) {
                assertThat(answer).doesNotEndWith("0\r\n\r\n");
            } else {
                // nothing of it was sent yet
                assertThat(answer)
                        .startsWith("HTTP/1.1 503 ")
                        .contains("/problems/no-copy")
                        .doesNotContain("gzip");
            }
        }
    }
}
