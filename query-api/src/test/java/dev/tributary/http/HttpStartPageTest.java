package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /}, for programs and for people. */
final class HttpStartPageTest {
    private static final String CHROMIUM =
            "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
                    + "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";

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
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                    | application/json
            */*                                  | application/json
            application/json                     | application/json
            text/html                            | text/html;charset=utf-8
            TEXT/*;q=0.5                         | text/html;charset=utf-8
            text/html;q=0.5, application/json    | application/json
            text/html, application/json          | application/json
            application/*;q=0.2, text/html;q=0.3 | text/html;charset=utf-8
            text/html;q=0, */*                   | application/json
            application/json;q=0, */*;q=0.1      | text/html;charset=utf-8
            text/html;q=much, */*                | application/json
            text/html;q=NaN, */*                 | application/json
            """)
    void acceptDecides(String accept, String type) throws Exception {
        HttpResponse<String> response = accept == null ? api.get("/") : api.get("/", "Accept", accept);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo(type);
        assertThat(header(response, "Vary")).isEqualTo("Accept, Accept-Encoding");
    }

    @Test
    void whatIsNeitherIsNotAcceptable() throws Exception {
        HttpResponse<String> response = api.get("/", "Accept", "image/png");
        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(response.body()).contains("`application/json` or `text/html`");
    }

    @Test
    void thePageLeadsToEverything() throws Exception {
        HttpResponse<String> page = api.get("/", "Accept", CHROMIUM);
        assertThat(page.body())
                .contains("<title>tributary</title>")
                .contains("<a href=\"/docs\">", "<a href=\"/views\">", "<a href=\"/openapi.json\">")
                .contains("<a href=\"/views/shelves?limit=10\">", "<a href=\"/topology/shelves\">");
        assertThat(header(page, "Content-Security-Policy")).startsWith("default-src 'none';");
    }

    @Test
    void noNameIsMarkup() throws Exception {
        HttpServer.Options options = new HttpServer.Options("<b>&\"", "127.0.0.1", 0);
        try (HttpServer server = HttpServer.start(options, Map::of)) {
            assertThat(RawClient.send(
                            server.port(),
                            "GET / HTTP/1.1\r\nHost: h\r\nAccept: text/html\r\nConnection: close\r\n\r\n"))
                    .contains("<h1>&lt;b&gt;&amp;&quot;</h1>")
                    .doesNotContain("<b>");
        }
    }
}
