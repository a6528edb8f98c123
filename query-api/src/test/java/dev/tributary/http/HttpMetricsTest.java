package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.runtime.ViewStatus;
import dev.tributary.runtime.ViewStatus.State;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /metrics}: requests, documents, views. */
final class HttpMetricsTest {
    private static final String COUNT = "tributary_http_requests_seconds_count";

    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi(directory);
        for (int id = 1; id <= 5; id++) {
            api.customers.put("users", "{\"user_id\":" + id + ",\"name\":\"n\"}");
        }
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private Exposed scrape() throws Exception {
        return new Exposed(api.get("/metrics").body());
    }

    /** A request is counted when it is over, which may be a moment after its answer has come. */
    private Exposed scrapeUntil(double expected, String name, String... labels) throws Exception {
        long deadline = System.nanoTime() + 10_000_000_000L;
        Exposed exposed = scrape();
        while (exposed.value(name, labels) != expected && System.nanoTime() < deadline) {
            exposed = scrape();
        }
        assertThat(exposed.value(name, labels)).as(name).isEqualTo(expected);
        return exposed;
    }

    @Test
    void isTextForPrometheus() throws Exception {
        HttpResponse<String> response = api.get("/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("text/plain").contains("version=0.0.4");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(response.body())
                .contains("# HELP tributary_view_documents ", "# TYPE tributary_view_documents gauge");
    }

    @Test
    void requestsAreCountedByRouteStatusAndView() throws Exception {
        api.get("/views/customers/1");
        api.get("/views/customers/2");
        api.get("/views/customers/99");
        api.send("HEAD", "/views/customers/1");
        api.get("/views/customers?limit=0");
        Exposed exposed = scrapeUntil(
                2, COUNT, "method=\"GET\"", "route=\"/views/{view}/{key}\"", "status=\"200\"", "view=\"customers\"");
        scrapeUntil(1, COUNT, "method=\"GET\"", "route=\"/views/{view}/{key}\"", "status=\"404\"");
        scrapeUntil(1, COUNT, "method=\"HEAD\"", "status=\"200\"");
        scrapeUntil(1, COUNT, "route=\"/views/{view}\"", "status=\"400\"", "view=\"customers\"");
        assertThat(exposed.series("tributary_http_requests_seconds_bucket"))
                .anyMatch(series -> series.contains("route=\"/views/{view}/{key}\"") && series.contains("le=\"+Inf\""));
    }

    /** Whatever is asked for, there are only so many series. */
    @Test
    void noNameOfARequestBecomesALabel() throws Exception {
        for (String path : new String[] {
            "/views/nosuch/1", "/views/nosuch", "/secret", "/views/customers/1/2/3/4", "/%00", "//", "/views//"
        }) {
            api.get(path);
        }
        api.send("BREW", "/views/customers/1");
        RawClient.send(api.server.port(), "GET nonsense\r\n\r\n");
        Exposed exposed = scrapeUntil(1, COUNT, "method=\"other\"", "status=\"405\"");
        assertThat(exposed.text()).doesNotContain("nosuch", "secret", "BREW");
        assertThat(exposed.series(COUNT)).hasSizeLessThan(12);
    }

    @Test
    void documentsAndBytesSentAreCountedByView() throws Exception {
        int page = api.get("/views/customers?limit=3").body().length();
        int one = api.get("/views/customers/4").body().length();
        api.get("/views/customers/99");
        int several = api.get("/views/customers?key=1&key=98&key=2").body().length();
        Exposed exposed = scrapeUntil(6, "tributary_sent_documents_total", "view=\"customers\"");
        assertThat(exposed.value("tributary_sent_bytes_total", "view=\"customers\""))
                .isGreaterThanOrEqualTo(page + one + several);
        assertThat(exposed.value("tributary_sent_documents_total", "view=\"shelves\""))
                .isZero();
    }

    @Test
    void documentsThatAreInMemoryAreCounted() throws Exception {
        api.get("/views/customers/1");
        api.get("/views/customers/1");
        api.customers.put("users", "{\"user_id\":1,\"name\":\"m\"}");
        api.get("/views/customers/1");
        Exposed exposed = scrape();
        assertThat(exposed.value("tributary_document_cache_hits_total")).isEqualTo(1);
        assertThat(exposed.value("tributary_document_cache_misses_total")).isEqualTo(2);
    }

    @Test
    void viewsShowHowTheyAreDoing() throws Exception {
        api.customers.status = new ViewStatus(State.RUNNING, "", 1, 20, 3, 1500);
        api.shelves.status = new ViewStatus(State.BUILDING, "", 0.25, 0, 900, 5000);
        Exposed exposed = scrape();
        assertThat(exposed.value("tributary_view_documents", "customers")).isEqualTo(20);
        assertThat(exposed.value("tributary_view_lag_records", "customers")).isEqualTo(3);
        assertThat(exposed.value("tributary_view_lag_seconds", "customers")).isEqualTo(1.5);
        assertThat(exposed.value("tributary_view_progress", "shelves")).isEqualTo(0.25);
        assertThat(exposed.value("tributary_view_state", "shelves", "building")).isEqualTo(1);
        assertThat(exposed.value("tributary_view_state", "shelves", "running")).isZero();
        api.shelves.status = new ViewStatus(State.RUNNING, "", 1, 7, 0, 0);
        exposed = scrape();
        assertThat(exposed.value("tributary_view_state", "shelves", "building")).isZero();
        assertThat(exposed.value("tributary_view_state", "shelves", "running")).isEqualTo(1);
        assertThat(exposed.value("tributary_view_documents", "shelves")).isEqualTo(7);
    }

    @Test
    void theJvmAndItsConnectionsAreShown() throws Exception {
        Exposed exposed = scrape();
        assertThat(exposed.value("tributary_http_connections")).isGreaterThanOrEqualTo(1);
        assertThat(exposed.samples())
                .contains("jvm_memory_used_bytes", "process_uptime_seconds", "jvm_threads_live_threads");
    }
}
