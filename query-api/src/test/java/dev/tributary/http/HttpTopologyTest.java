package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.problem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /topology/{view}}; the real pages are tested with the command line. */
final class HttpTopologyTest {
    private static final Map<String, StaticFile> PAGES = Map.of(
            "customers", StaticFile.of("customers.html", "<p>Ada’s</p>".getBytes(UTF_8)),
            "draw.js", StaticFile.of("draw.js", "draw()".getBytes(UTF_8)));

    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi(directory, name -> Optional.ofNullable(PAGES.get(name)));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aViewHasAPage() throws Exception {
        HttpResponse<String> page = api.get("/topology/customers");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("<p>Ada’s</p>");
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(header(page, "Content-Security-Policy")).startsWith("default-src 'none';");
        assertThat(api.get("/topology/customers", "If-None-Match", header(page, "ETag"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(api.get("/topology/%63ustomers").statusCode()).isEqualTo(200);
        HttpResponse<String> script = api.get("/topology/draw.js");
        assertThat(script.body()).isEqualTo("draw()");
        assertThat(header(script, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    }

    @Test
    void anUnknownViewIsToldWithThoseThatThereAre() throws Exception {
        HttpResponse<String> response = api.get("/topology/costumers");
        assertThat(problem(response)).isEqualTo("""
                        404 application/problem+json
                        /problems/no-such-view 404
                        No such view: There is no view `costumers`: did you mean `customers`?""");
        assertThat(TestApi.json(response).path("views").toString()).isEqualTo("[\"customers\",\"shelves\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topology/", "/topology/..%2Fcustomers", "/topology/customers/"})
    void nothingElseIsThere(String path) throws Exception {
        assertThat(api.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void aServerWithoutPagesHasNoneOfAViewThatItHas() throws Exception {
        try (HttpServer server =
                HttpServer.start(new HttpServer.Options("127.0.0.1", 0), () -> Map.of("shelves", api.shelves))) {
            assertThat(RawClient.get(server.port(), "/topology/shelves"))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("/problems/no-such-address", "There is nothing at /topology/shelves");
        }
    }
}
