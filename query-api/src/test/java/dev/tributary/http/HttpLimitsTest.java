package dev.tributary.http;

import static dev.tributary.http.TestApi.json;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much one request may ask for, as configured. */
final class HttpLimitsTest {
    private static final String LIMITS = "limits: {page: 10, keys: 2, url_bytes: 2048, header_bytes: 4096}";

    @TempDir
    Path directory;

    @Test
    void pagesHaveAMost() throws Exception {
        try (TestApi api = TestApi.configured(directory, LIMITS)) {
            for (int id = 1; id <= 12; id++) {
                api.customers.put("users", "{\"user_id\":" + id + ",\"name\":\"n\"}");
            }
            assertThat(json(api.get("/views/customers")).path("items")).hasSize(10);
            assertThat(json(api.get("/views/customers?limit=10")).path("items")).hasSize(10);
            assertThat(problem(api.get("/views/customers?limit=11"))).isEqualTo("""
                    400 application/problem+json
                    /problems/bad-limit 400
                    Bad limit: Expected `limit` to be a whole number from 1 to 10, but came `11`.""");
        }
    }

    @Test
    void keysHaveAMost() throws Exception {
        try (TestApi api = TestApi.configured(directory, LIMITS)) {
            assertThat(api.get("/views/customers?key=1&key=2").statusCode()).isEqualTo(200);
            assertThat(problem(api.get("/views/customers?key=1&key=2&key=3")))
                    .endsWith("Expected at most 2 keys, but came 3.");
        }
    }

    /** A little too long, and by far. */
    @ParameterizedTest
    @ValueSource(ints = {2_100, 5_000, 50_000})
    void addressesHaveAMost(int length) throws Exception {
        try (TestApi api = TestApi.configured(directory, LIMITS)) {
            // scheme and host do not count
            assertThat(api.get("/views?" + "x".repeat(2_048 - "/views?".length()))
                            .statusCode())
                    .isEqualTo(400);
            String answer = RawClient.get(api.server.port(), "/views?" + "x".repeat(length));
            assertThat(answer)
                    .startsWith("HTTP/1.1 414 ")
                    .contains("application/problem+json", "/problems/address-too-long", "nosniff", "no-store")
                    .contains("Expected at most 2048 bytes of path and query");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4_100, 10_000, 100_000})
    void headersHaveAMost(int length) throws Exception {
        try (TestApi api = TestApi.configured(directory, LIMITS)) {
            HttpResponse<String> fits = api.get("/views", "X-Note", "x".repeat(3_500));
            assertThat(fits.statusCode()).isEqualTo(200);
            String answer = RawClient.send(
                    api.server.port(),
                    "GET /views HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Note: " + "x".repeat(length)
                            + "\r\n\r\n");
            assertThat(answer)
                    .startsWith("HTTP/1.1 431 ")
                    .contains("application/problem+json", "/problems/headers-too-long", "nosniff")
                    .contains("Expected at most 4096 bytes of headers");
        }
    }

    @Test
    void aThousandKeysFitIntoTheAddressByDefault() throws Exception {
        try (TestApi api = new TestApi(directory)) {
            StringBuilder query = new StringBuilder("key=0");
            for (int id = 1; id < 1000; id++) {
                query.append("&key=").append(100_000 + id);
            }
            assertThat(json(api.get("/views/customers?" + query)).path("missing"))
                    .hasSize(1000);
        }
    }
}
