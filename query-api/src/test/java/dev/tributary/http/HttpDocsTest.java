package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /docs} and the files of that page; that it works in a browser is tested with the command line. */
final class HttpDocsTest {
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

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html;charset=utf-8",
        "/docs/start.js, text/javascript; charset=utf-8",
        "/docs/page.css, text/css; charset=utf-8",
        "/docs/swagger-ui.css, text/css; charset=utf-8",
        "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8",
        "/docs/favicon-32x32.png, image/png"
    })
    void filesHaveTheirTypeAndTag(String path, String type) throws Exception {
        HttpResponse<String> response = api.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo(type);
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
        String tag = header(response, "ETag");
        HttpResponse<String> known = api.get(path, "If-None-Match", "\"other\", W/" + tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(header(known, "ETag")).isEqualTo(tag);
        HttpResponse<String> head = api.send("HEAD", path);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "Content-Length")).isEqualTo(header(response, "Content-Length"));
    }

    @Test
    void thePageLoadsNothingFromElsewhere() throws Exception {
        HttpResponse<String> page = api.get("/docs");
        assertThat(header(page, "Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                                + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(page.body()).doesNotContain("http:", "https:", "//", "style=");
        Pattern.compile("(?:src|href)=\"([^\"]*)\"")
                .matcher(page.body())
                .results()
                .forEach(reference -> {
                    String address = "/" + reference.group(1);
                    assertThat(statusOf(address)).as(address).isEqualTo(200);
                });
    }

    private int statusOf(String path) {
        try {
            return api.get(path).statusCode();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/index.html",
                "/docs/swagger-ui.js",
                "/docs/x/swagger-ui.css",
                "/docs/../pom.xml",
                "/docs/..%2F..%2Fpom.xml",
                "/docs/%2e%2e/%2e%2e/dev/tributary/http/Api.class",
                "/docs/..;/swagger-ui.css",
                "/docs//swagger-ui.css",
                "/docs/swagger-ui.css/",
                "/docs/%00",
                "/docs/%"
            })
    void nothingElseIsThere(String path) throws Exception {
        assertThat(RawClient.get(api.server.port(), path))
                .containsPattern("^HTTP/1.1 40[04] ")
                .contains("application/problem+json")
                .containsPattern("/problems/(no-such-address|http-400)");
    }

    @Test
    void aSlashAtItsEndLeadsToThePage() throws Exception {
        HttpResponse<String> response = api.get("/docs/");
        assertThat(response.statusCode()).isEqualTo(308);
        assertThat(header(response, "Location")).isEqualTo("/docs");
    }

    @Test
    void filesHaveNoParameters() throws Exception {
        assertThat(problem(api.get("/docs?url=http://elsewhere/openapi.json"))).contains("/problems/unknown-parameter");
        assertThat(api.send("POST", "/docs").statusCode()).isEqualTo(405);
    }
}
