package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.Cors;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What web pages of other origins may read. */
final class HttpCorsTest {
    private static final String APP = "https://app.example.org";
    private static final String TWO_ORIGINS = """
            cors:
              origins: ["https://app.example.org", "http://localhost:3000"]
              headers: [traceparent]
              max_age_s: 120
            """;

    @TempDir
    Path directory;

    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @Test
    void isOffUntilConfigured() throws Exception {
        try (TestApi api = new TestApi(directory)) {
            HttpResponse<String> response = api.get("/views", "Origin", APP);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(header(response, "Vary")).doesNotContain("Origin");
            HttpResponse<String> preflight =
                    api.send("OPTIONS", "/views", "Origin", APP, "Access-Control-Request-Method", "GET");
            assertThat(preflight.statusCode()).isEqualTo(405);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/views",
                "/views/customers",
                "/views/customers/1",
                "/nothing",
                "/views/customers?limit=0",
                "/metrics"
            })
    void anyAnswerMayBeReadByThePagesThatAreListed(String path) throws Exception {
        try (TestApi api = TestApi.configured(directory, TWO_ORIGINS)) {
            HttpResponse<String> response = api.get(path, "Origin", APP);
            assertThat(header(response, ALLOWED)).isEqualTo(APP);
            assertThat(vary(response)).contains("Origin");
            assertThat(header(response, "Access-Control-Expose-Headers"))
                    .contains("ETag", "Link", "View-Lag", "Served-By", "Retry-After");
            assertThat(header(response, "Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    @Test
    void noOtherPageMay() throws Exception {
        try (TestApi api = TestApi.configured(directory, TWO_ORIGINS)) {
            for (String other :
                    List.of("https://app.example.org.evil.example", "http://app.example.org", "null", "*")) {
                HttpResponse<String> response = api.get("/views", "Origin", other);
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(header(response, ALLOWED)).as(other).isEmpty();
                assertThat(vary(response)).contains("Origin");
            }
            // a cache must not give a page the answer for nobody in particular
            assertThat(vary(api.get("/views"))).contains("Accept", "Accept-Encoding", "Origin");
        }
    }

    /** A failure starts the answer over, its headers included. */
    @Test
    void aFailureMayBeReadToo() throws Exception {
        try (TestApi api = TestApi.configured(directory, TWO_ORIGINS)) {
            api.serve("broken", new BrokenView(api.customers, 0));
            HttpResponse<String> response = api.get("/views/broken/1", "Origin", APP);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(header(response, ALLOWED)).isEqualTo(APP);
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void browsersAreToldWhatTheyMayAsk() throws Exception {
        try (TestApi api = TestApi.configured(directory, TWO_ORIGINS)) {
            HttpResponse<String> response = preflight(api, APP);
            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(response.body()).isEmpty();
            assertThat(header(response, ALLOWED)).isEqualTo(APP);
            assertThat(header(response, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD");
            assertThat(header(response, "Access-Control-Allow-Headers"))
                    .contains("Authorization", "X-API-Key", "If-None-Match", "Last-Event-ID", "Prefer", "traceparent");
            assertThat(header(response, "Access-Control-Max-Age")).isEqualTo("120");
            HttpResponse<String> other = preflight(api, "https://evil.example");
            assertThat(other.statusCode()).isEqualTo(204);
            assertThat(other.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(api.send("OPTIONS", "/views").statusCode()).isEqualTo(405);
        }
    }

    /** What all its lines name. */
    private static List<String> vary(HttpResponse<String> response) {
        return response.headers().allValues("Vary").stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::trim)
                .toList();
    }

    private static HttpResponse<String> preflight(TestApi api, String origin) throws IOException, InterruptedException {
        return api.send(
                "OPTIONS",
                "/views/customers/1",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "GET",
                "Access-Control-Request-Headers",
                "authorization");
    }

    @Test
    void anyOriginNeedsNoVary() throws Exception {
        try (TestApi api = TestApi.configured(directory, "cors: {origins: '*'}")) {
            HttpResponse<String> response = api.get("/views", "Origin", "https://anywhere.example");
            assertThat(header(response, ALLOWED)).isEqualTo("*");
            assertThat(vary(response)).doesNotContain("Origin");
            assertThat(header(api.get("/views"), ALLOWED)).isEqualTo("*");
        }
    }

    @Test
    void credentialsAreAllowedWhereConfigured() throws Exception {
        String http = "cors: {origins: ['https://app.example.org'], credentials: true}";
        try (TestApi api = TestApi.configured(directory, http)) {
            assertThat(header(api.get("/views", "Origin", APP), "Access-Control-Allow-Credentials"))
                    .isEqualTo("true");
            assertThat(header(preflight(api, APP), "Access-Control-Allow-Credentials"))
                    .isEqualTo("true");
        }
    }

    /** The browser's question comes without a credential. */
    @Test
    void aPreflightNeedsNoCredential() throws Exception {
        String http = TWO_ORIGINS + TestKeys.ACCESS;
        try (TestApi api = TestApi.configured(directory, http)) {
            assertThat(preflight(api, APP).statusCode()).isEqualTo(204);
            HttpResponse<String> refused = api.get("/views", "Origin", APP);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(header(refused, ALLOWED)).isEqualTo(APP);
        }
    }

    @Test
    void whatOthersVaryByStays() {
        HttpFields.Mutable headers = HttpFields.build().add("Vary", "Accept, Accept-Encoding");
        HttpFields.Mutable none = HttpFields.build();
        CorsHeaders cors = new CorsHeaders(new Cors(Set.of(APP), List.of(), false, 0));
        cors.addTo(headers, APP);
        cors.addTo(headers, APP);
        cors.addTo(none, null);
        assertThat(headers.getValuesList("Vary")).containsExactly("Accept, Accept-Encoding, Origin");
        assertThat(none.getValuesList("Vary")).containsExactly("Origin");
    }
}
