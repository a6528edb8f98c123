package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static dev.tributary.http.TestApi.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.codec.KeyText;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.runtime.ViewStatus.State;
import dev.tributary.store.RocksStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered when there is nothing to answer with. */
final class HttpStateTest {
    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi(directory);
        for (int id = 1; id <= 20; id++) {
            api.customers.put("users", "{\"user_id\":" + id + ",\"name\":\"n\"}");
        }
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theViewsAreListedWithTheirState() throws Exception {
        api.customers.status = new ViewStatus(State.RUNNING, "", 1, 20, 3, 40);
        api.shelves.status = new ViewStatus(State.BUILDING, "stock is behind", 0.25, 0, 900, 5000);
        HttpResponse<String> response = api.get("/views");
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(response.body()).isEqualTo("""
                        {"items":[{"name":"customers","state":"running","documents":20,"lag":{"records":3,"ms":40},\
                        "progress":1.0,"detail":"","links":{"documents":"/views/customers"}},\
                        {"name":"shelves","state":"building","documents":0,"lag":{"records":900,"ms":5000},\
                        "progress":0.25,"detail":"stock is behind","links":{"documents":"/views/shelves"}}]}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/views/customers", "/views/customers/1", "/views/customers/nobody"})
    void aViewBeingBuiltShowsNothing(String path) throws Exception {
        api.customers.status = status(State.BUILDING, "users is at 42 of 100.", 0.42);
        HttpResponse<String> response = api.get(path);
        assertThat(problem(response)).isEqualTo("""
                        503 application/problem+json
                        /problems/building 503
                        View is being built: The view customers is being built from its topics, of which 42 % have been read; until then it has no complete documents. users is at 42 of 100.""");
        assertThat(header(response, "Retry-After")).isEqualTo("5");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(json(response).path("progress").asDouble()).isEqualTo(0.42);
        api.customers.status = status(State.STARTING, "", 0);
        assertThat(problem(api.get(path)))
                .contains("/problems/building", "The view customers is starting; ask again soon.");
    }

    @Test
    void aFailedViewSaysWhyAndTakesNoOtherAlong() throws Exception {
        api.customers.status = status(State.FAILED, "The topic users is gone.", 0);
        HttpResponse<String> response = api.get("/views/customers/1");
        assertThat(problem(response)).isEqualTo("""
                        503 application/problem+json
                        /problems/failed 503
                        View has failed: The view customers has failed and serves nothing until it is mended. The topic users is gone.""");
        assertThat(header(response, "Retry-After")).isEmpty();
        assertThat(api.get("/views/shelves").statusCode()).isEqualTo(200);
    }

    @Test
    void aPartitionThatIsNotHereIsNoGap() throws Exception {
        int missing = partitionOf("1");
        api.customers.replaceCopy(missing, null);
        HttpResponse<String> response = api.get("/views/customers/1");
        assertThat(problem(response)).isEqualTo("""
                        503 application/problem+json
                        /problems/no-copy 503
                        No copy here: This instance has no copy of partition %d of the view customers; it may be moving between instances: ask again soon.""".formatted(missing));
        assertThat(header(response, "Retry-After")).isEqualTo("1");
        assertThat(api.get("/views/customers").statusCode()).isEqualTo(503);
        api.customers.status = status(State.RESTORING, "", 0.5);
        assertThat(problem(api.get("/views/customers/1")))
                .endsWith("/problems/restoring 503\nCopy is being restored: Partition " + missing
                        + " of the view customers is being restored from its log; 50 % is done.");
    }

    private int partitionOf(String key) {
        return api.customers.partitionOf(KeyText.parse(key, 1));
    }

    @Test
    void aRestoringViewServesTheCopiesItHas() throws Exception {
        api.customers.status = status(State.RESTORING, "", 0.5);
        assertThat(api.get("/views/customers/1").statusCode()).isEqualTo(200);
    }

    @Test
    void aStoreThatWasClosedIsAskedForOnceMore() throws Exception {
        int partition = partitionOf("1");
        RocksStore closed = new RocksStore(directory.resolve("closed"));
        closed.close();
        api.customers.replaceCopy(partition, closed);
        assertThat(problem(api.get("/views/customers/1"))).startsWith("503 ").contains("/problems/no-copy");
        ClosedOnce closedOnce = new ClosedOnce(api.customers, closed);
        api.customers.replaceCopy(partition, null);
        api.serve("customers", closedOnce);
        assertThat(api.get("/views/customers/1").statusCode()).isEqualTo(503);
        assertThat(closedOnce.asked).isEqualTo(2);
    }

    @Test
    void anUnexpectedFailureIsNotShown() throws Exception {
        api.serve("broken", new BrokenView(api.customers, 0));
        HttpResponse<String> response = api.get("/views/broken/1");
        assertThat(problem(response)).isEqualTo("""
                        500 application/problem+json
                        /problems/internal 500
                        Internal error: The request failed; the service's log says why, at this time.""");
        assertThat(response.body()).doesNotContain("secret", "Exception", "java");
        assertThat(header(response, "View-Lag")).isEmpty();
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    }

    /** Otherwise a truncated answer would look complete. */
    @Test
    void aFailureInTheMiddleBreaksTheConnectionOff() throws Exception {
        api.customers.put("users", "{\"user_id\":1,\"name\":\"" + "x".repeat(2 * Body.WHOLE_BYTES) + "\"}");
        // the row itself, not those that belong to it
        api.serve("broken", new BrokenView(api.customers, 1));
        assertThatThrownBy(() -> api.get("/views/broken?key=1")).isInstanceOf(IOException.class);
        // nothing of it is sent: it is read for its tag first
        assertThat(api.get("/views/broken/1").statusCode()).isEqualTo(500);
    }

    @Test
    void aServerThatIsToStopIsNotReadyAndStillAnswers() throws Exception {
        api.server.drain();
        HttpResponse<String> response = api.get("/health/ready");
        assertThat(problem(response)).isEqualTo("""
                        503 application/problem+json
                        /problems/stopping 503
                        Stopping: This instance is stopping. It answers what it is still asked; send new requests to another.""");
        assertThat(header(response, "Retry-After")).isEqualTo("5");
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(api.get("/views/customers/1").statusCode()).isEqualTo(200);
    }

    @Test
    void liveAndReadyAreToldApart() throws Exception {
        assertThat(api.get("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
        assertThat(api.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\",\"views\":2}");
        api.customers.status = status(State.RESTORING, "", 0.5);
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
        api.shelves.status = status(State.BUILDING, "stock is behind", 0.25);
        HttpResponse<String> response = api.get("/health/ready");
        assertThat(problem(response)).isEqualTo("""
                        503 application/problem+json
                        /problems/not-ready 503
                        Not ready: 1 of 2 views cannot be read yet; `reasons` says why.""");
        assertThat(json(response).path("reasons").toString())
                .isEqualTo(
                        "[{\"view\":\"shelves\",\"state\":\"building\",\"progress\":0.25,\"detail\":\"stock is behind\"}]");
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(api.send("HEAD", "/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void aRestoringViewWithoutCopiesIsNotReady() throws Exception {
        api.customers.status = status(State.RESTORING, "", 0.5);
        for (int partition = 0; partition < TestApi.PARTITIONS; partition++) {
            api.customers.replaceCopy(partition, null);
        }
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void aServiceWithoutViewsSaysSo() throws Exception {
        try (HttpServer empty = HttpServer.start(new HttpServer.Options("127.0.0.1", 0), Map::of)) {
            assertThat(RawClient.get(empty.port(), "/views")).contains("{\"items\":[]}");
            assertThat(RawClient.get(empty.port(), "/views/x"))
                    .contains("There is no view `x`: this service has no views");
        }
    }
}
