package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.plan.Log;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.OrderedStore;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong, an answer shows nothing of the inside. */
final class HttpSecretsTest {
    private static final String HOST = "db-7.internal.example";

    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi(directory);
        api.serve("throws", failing(() -> {
            throw new IllegalStateException("cannot reach " + HOST, new RuntimeException(HOST));
        }));
        api.serve("breaks", failing(() -> {
            throw new StackOverflowError(HOST);
        }));
        api.serve("asserts", failing(() -> {
            throw new AssertionError(HOST);
        }));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private ViewReads failing(Supplier<Optional<OrderedStore>> failure) {
        return new OtherView(api.customers) {
            @Override
            public Optional<OrderedStore> copy(Log log, int partition) {
                return failure.get();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/views/throws/1", "/views/throws", "/views/breaks/1", "/views/asserts", "/views/asserts?key=1"})
    void failuresAreForTheLog(String path) throws Exception {
        assertThat(RawClient.get(api.server.port(), path))
                .startsWith("HTTP/1.1 500 ")
                .contains("X-Content-Type-Options: nosniff\r\n", "application/problem+json", "/problems/internal")
                .satisfies(HttpSecretsTest::showsNothing);
    }

    @Test
    void whatIsRefusedShowsNothingEither() throws Exception {
        int port = api.server.port();
        for (String request : List.of(
                "GET /views/%zz HTTP/1.1\r\nHost: x\r\n",
                "GET /views/customers/%ff%fe HTTP/1.1\r\nHost: x\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n",
                "GET / HTTP/1.1\r\n",
                "NONSENSE\r\n",
                "GET /views HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n",
                "GET /views HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n",
                "GET http://[ HTTP/1.1\r\nHost: x\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\n",
                "TRACE /views HTTP/1.1\r\nHost: x\r\nX-Secret: y\r\n",
                "GET /views?a=%zz HTTP/1.1\r\nHost: x\r\n")) {
            assertThat(RawClient.send(port, request + "Connection: close\r\n\r\n"))
                    .as(request)
                    .matches("(?s)HTTP/1\\.1 4\\d\\d .*|(?s)HTTP/1\\.1 505 .*")
                    .satisfies(HttpSecretsTest::showsNothing);
        }
    }

    private static void showsNothing(String answer) throws Exception {
        assertThat(answer)
                .contains("X-Content-Type-Options: nosniff")
                .doesNotContain(
                        HOST,
                        "Exception",
                        "StackOverflow",
                        "AssertionError",
                        "\tat ",
                        "java.",
                        "org.eclipse",
                        "jetty",
                        "Jetty")
                .doesNotContain(InetAddress.getLocalHost().getHostName() + ".", "Server:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/views", "/views/customers", "/nothing", "/health/live", "/metrics", "/cluster"})
    void noAnswerIsTakenForAnotherType(String path) throws Exception {
        assertThat(TestApi.header(api.get(path), "X-Content-Type-Options")).isEqualTo("nosniff");
    }
}
