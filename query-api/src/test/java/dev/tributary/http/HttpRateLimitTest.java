package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.access.ApiKeys;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often a client may ask. */
final class HttpRateLimitTest {
    private static final int BURST = 5;
    private static final String LIMIT = "rate_limit: {per_second: 1, burst: 5}\n";
    private static final String BEHIND_PROXIES =
            "rate_limit: {per_second: 1, burst: 5, trusted_proxies: [127.0.0.0/8, 10.0.0.0/8]}\n";

    @TempDir
    Path directory;

    /** Asks until it is refused; how often that went well. A token may come back meanwhile. */
    private static int allowed(TestApi api, String... headers) throws Exception {
        for (int i = 0; i < 10 * BURST; i++) {
            if (api.get("/views", headers).statusCode() == 429) {
                return i;
            }
        }
        throw new AssertionError("it was never refused");
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
        try (TestApi api = TestApi.configured(directory, LIMIT)) {
            assertThat(allowed(api)).isBetween(BURST, BURST + 3);
            HttpResponse<String> refused = api.get("/views/customers/1");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(problem(refused)).isEqualTo("""
                    429 application/problem+json
                    /problems/too-many-requests 429
                    Too many requests: More requests came from this client than it may make; ask again in 1 s.""");
            assertThat(header(refused, "Retry-After")).isEqualTo("1");
            assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noHeaderHelpsWhereNoProxyIsTrusted() throws Exception {
        try (TestApi api = TestApi.configured(directory, LIMIT)) {
            allowed(api);
            for (int i = 0; i < 3; i++) {
                assertThat(api.get("/views", "X-Forwarded-For", "192.0.2." + i).statusCode())
                        .isEqualTo(429);
            }
        }
    }

    @Test
    void behindATrustedProxyClientsAreToldApart() throws Exception {
        try (TestApi api = TestApi.configured(directory, BEHIND_PROXIES)) {
            allowed(api, "X-Forwarded-For", "198.51.100.1");
            assertThat(api.get("/views", "X-Forwarded-For", "198.51.100.2").statusCode())
                    .isEqualTo(200);
            // what the client itself wrote comes first, and is not believed
            assertThat(api.get("/views", "X-Forwarded-For", "203.0.113.9, 198.51.100.1")
                            .statusCode())
                    .isEqualTo(429);
            assertThat(api.get("/views", "X-Forwarded-For", "198.51.100.1, 10.1.2.3")
                            .statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void eachCallerHasItsOwnLimitWhereverItCallsFrom() throws Exception {
        try (TestApi api = TestApi.configured(directory, BEHIND_PROXIES + TestKeys.ACCESS)) {
            allowed(api, "X-API-Key", TestKeys.SHOP, "X-Forwarded-For", "198.51.100.1");
            assertThat(api.get("/views", "X-API-Key", TestKeys.SHOP, "X-Forwarded-For", "198.51.100.2")
                            .statusCode())
                    .isEqualTo(429);
            assertThat(api.get("/views", "X-API-Key", TestKeys.ALL).statusCode())
                    .isEqualTo(200);
        }
    }

    /** Whoever tries keys is limited by address. */
    @Test
    void tryingKeysIsLimitedToo() throws Exception {
        try (TestApi api = TestApi.configured(directory, LIMIT + TestKeys.ACCESS)) {
            for (int i = 0; i < BURST + 3; i++) {
                api.get("/views", "X-API-Key", ApiKeys.random());
            }
            assertThat(api.get("/views", "X-API-Key", ApiKeys.random()).statusCode())
                    .isEqualTo(429);
            assertThat(api.get("/views").statusCode()).isEqualTo(429);
            assertThat(api.get("/views", "X-API-Key", TestKeys.ALL).statusCode())
                    .isEqualTo(200);
        }
    }
}
