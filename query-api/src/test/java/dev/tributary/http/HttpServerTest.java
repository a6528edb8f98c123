package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.plan.Log;
import dev.tributary.store.OrderedStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, methods, ports. */
final class HttpServerTest extends ApiTest {
    @Test
    void theRootNamesTheAddresses() throws Exception {
        assertThat(api.get("/").body())
                .isEqualTo("{\"service\":\"tributary\",\"addresses\":"
                        + "[\"/views\",\"/views/{view}\",\"/views/{view}/{key}\",\"/views/{view}/{key}/{field}\","
                        + "\"/cluster\",\"/metrics\",\"/topology/{view}\",\"/openapi.json\",\"/docs\","
                        + "\"/problems/{code}\",\"/health/live\",\"/health/ready\"]}");
    }

    @Test
    void theRootNamesTheService() throws Exception {
        try (HttpServer shop = HttpServer.start(new HttpServer.Options("shop", "127.0.0.1", 0), Map::of)) {
            assertThat(RawClient.get(shop.port(), "/")).contains("{\"service\":\"shop\",");
        }
    }

    @Test
    void aSlashAtTheEndIsPointedOut() throws Exception {
        assertThat(problem(api.get("/views/"))).endsWith("""
                        There is no view ``: the views are `customers`, `shelves`; without the / at its end the path lists them""");
        assertThat(problem(api.get("/views/customers/"))).endsWith("""
                        The view customers has no document of the key "". Without the / at its end the path lists the documents.""");
    }

    @Test
    void aMistypedViewIsSuggested() throws Exception {
        HttpResponse<String> response = api.get("/views/custmers/1");
        assertThat(problem(response)).isEqualTo("""
                        404 application/problem+json
                        /problems/no-such-view 404
                        No such view: There is no view `custmers`: did you mean `customers`?""");
        assertThat(json(response).path("views").toString()).isEqualTo("[\"customers\",\"shelves\"]");
        assertThat(problem(api.get("/views/zebra")))
                .endsWith("There is no view `zebra`: the views are `customers`, `shelves`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing", "/health", "/views/", "//views", "/views/customers/1/", "/favicon.ico", "/../views"})
    void anUnknownAddressIsAProblemToo(String path) throws Exception {
        String answer = RawClient.get(api.server.port(), path);
        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*");
        assertThat(answer).contains("Content-Type: application/problem+json").doesNotContain("<html", "Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/views",
        "PUT,/views/customers/1",
        "DELETE,/views/customers/1",
        "PATCH,/",
        "OPTIONS,/views",
        "POST,/health/live",
        "DELETE,/views/customers",
        "PROPFIND,/views"
    })
    void otherMethodsAreNotAllowed(String method, String path) throws Exception {
        HttpResponse<String> response = api.send(method, path);
        assertThat(problem(response)).isEqualTo("""
                        405 application/problem+json
                        /problems/method-not-allowed 405
                        Method not allowed: Expected GET or HEAD at %s, but came %s; views are read here, and changed by their topics.""".formatted(path, method));
        assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/views", "/views/customers", "/health/live", "/health/ready"})
    void everyGetHasItsHead(String path) throws Exception {
        HttpResponse<String> get = api.get(path);
        HttpResponse<String> head = api.send("HEAD", path);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length"))
                .isEqualTo(header(get, "Content-Length"))
                .isNotEmpty();
        assertThat(header(head, "Content-Type")).isEqualTo("application/json");
    }

    @Test
    void aTooLongAddressIsAProblem() throws Exception {
        assertThat(RawClient.get(api.server.port(), "/views/" + "x".repeat(20_000)))
                .startsWith("HTTP/1.1 414 ")
                .contains("application/problem+json", "/problems/address-too-long");
    }

    @Test
    void aPortInUseIsToldWithWhatToDo() {
        int port = api.server.port();
        assertThatThrownBy(() -> HttpServer.start(new HttpServer.Options("127.0.0.1", port), Map::of))
                .isInstanceOf(PortInUse.class)
                .hasMessage("port " + port + " of 127.0.0.1 is in use by another process: stop that process, or choose"
                        + " another port (http.port; 0 takes any free one)");
    }

    @Test
    void anAddressOfAnotherMachineIsRefused() {
        assertThatThrownBy(() -> HttpServer.start(new HttpServer.Options("192.0.2.1", 0), Map::of))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("cannot listen on 192.0.2.1:0: ");
    }

    @Test
    void aClosedServerFreesItsPort() {
        HttpServer first = HttpServer.start(new HttpServer.Options("127.0.0.1", 0), Map::of);
        int port = first.port();
        first.close();
        first.close();
        HttpServer.start(new HttpServer.Options("127.0.0.1", port), Map::of).close();
    }

    @Test
    void aRequestUnderWayEndsBeforeTheServer() throws Exception {
        api.customers.put("users", "{\"user_id\":1,\"name\":\"Ada\"}");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        api.serve("slow", new OtherView(api.customers) {
            @Override
            public Optional<OrderedStore> copy(Log log, int partition) {
                asked.countDown();
                assertThatCode(go::await).doesNotThrowAnyException();
                return super.copy(log, partition);
            }
        });
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> body("/views/slow/1"));
        asked.await();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(api.server::close);
        go.countDown();
        assertThat(answer.get(20, TimeUnit.SECONDS)).contains("Ada");
        closed.get(20, TimeUnit.SECONDS);
    }

    private String body(String path) {
        try {
            return api.get(path).body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
