package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /openapi.json}. */
final class HttpOpenApiTest {
    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi(directory);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void itHasAPathForEachView() throws Exception {
        HttpResponse<String> response = api.get("/openapi.json");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        JsonNode document = json(response);
        assertThat(document.path("openapi").asText()).startsWith("3.1.");
        assertThat(document.at("/info/title").asText()).isEqualTo("tributary");
        List<String> paths =
                document.path("paths").propertyStream().map(Entry::getKey).toList();
        assertThat(paths)
                .containsExactly(
                        "/views/customers",
                        "/views/customers/{key}",
                        "/views/customers/{key}/{field}",
                        "/views/shelves",
                        "/views/shelves/{shop},{item}",
                        "/",
                        "/views",
                        "/topology/{view}",
                        "/openapi.json",
                        "/docs",
                        "/problems/{code}",
                        "/cluster",
                        "/metrics",
                        "/health/live",
                        "/health/ready");
    }

    @Test
    void itChangesWithTheViews() throws Exception {
        HttpResponse<String> before = api.get("/openapi.json");
        String tag = header(before, "ETag");
        HttpResponse<String> known = api.get("/openapi.json", "If-None-Match", tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        api.serve("customers", api.shelves);
        HttpResponse<String> after = api.get("/openapi.json", "If-None-Match", tag);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(json(after).path("paths").has("/views/customers")).isFalse();
    }

    @Test
    void headIsAnsweredLikeGet() throws Exception {
        HttpResponse<String> head = api.send("HEAD", "/openapi.json");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "ETag")).isEqualTo(header(api.get("/openapi.json"), "ETag"));
    }

    @Test
    void itHasNoParameters() throws Exception {
        assertThat(problem(api.get("/openapi.json?format=yaml"))).isEqualTo("""
                        400 application/problem+json
                        /problems/unknown-parameter 400
                        Unknown parameter: There is no parameter `format` here: this address has none""");
        assertThat(api.send("POST", "/openapi.json").statusCode()).isEqualTo(405);
    }
}
