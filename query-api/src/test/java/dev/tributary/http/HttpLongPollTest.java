package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Prefer: wait=…}: a request that waits for a change. */
final class HttpLongPollTest {
    private static final String PATH = "/views/customers/1";
    private static final long A_WHILE_MS = 400;
    private static final long SOON_MS = 5_000;

    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi(directory);
        user("Ada");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void user(String name) {
        api.customers.put("users", "{\"user_id\":1,\"name\":\"%s\"}".formatted(name));
    }

    private CompletableFuture<HttpResponse<String>> ask(String path, String... headers) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return api.get(path, headers);
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        });
    }

    /** It waits; then something happens. */
    private HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> asked, Runnable happens)
            throws Exception {
        Thread.sleep(A_WHILE_MS);
        assertThat(asked).isNotDone();
        happens.run();
        return soon(asked);
    }

    private static HttpResponse<String> soon(CompletableFuture<HttpResponse<String>> asked) throws Exception {
        return asked.get(SOON_MS, TimeUnit.MILLISECONDS);
    }

    private String tag() throws Exception {
        return header(api.get(PATH), "ETag");
    }

    @Test
    void whoHasTheDocumentIsAnsweredWhenItChanges() throws Exception {
        HttpResponse<String> response =
                answer(ask(PATH, "If-None-Match", tag(), "Prefer", "wait=30"), () -> user("Adele"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("Adele");
        assertThat(header(response, "Preference-Applied")).isEqualTo("wait=30");
        assertThat(header(response, "ETag")).isEqualTo(tag());
        assertThat(header(response, "Vary")).contains("Prefer");
    }

    /** The server's own Date is of when the request came, before the change for which it waited. */
    @Test
    void theDateOfAnAnswerIsNotBeforeTheChangeForWhichItWaited() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = ask(PATH, "If-None-Match", tag(), "Prefer", "wait=30");
        Thread.sleep(2_100);
        api.customers.at(System.currentTimeMillis());
        user("Adele");
        HttpResponse<String> response = soon(asked);
        assertThat(date(response, "Date")).isAfterOrEqualTo(date(response, "Last-Modified"));
    }

    private static ZonedDateTime date(HttpResponse<String> response, String name) {
        return ZonedDateTime.parse(header(response, name), DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    @Test
    void whenNothingChangesTheAnswerSaysSo() throws Exception {
        long began = System.nanoTime();
        HttpResponse<String> response = api.get(PATH, "If-None-Match", tag(), "Prefer", "wait=1");
        assertThat((System.nanoTime() - began) / 1_000_000).isBetween(900L, 4_000L);
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(header(response, "Preference-Applied")).isEqualTo("wait=1");
        assertThat(header(response, "ETag")).isEqualTo(tag());
    }

    @Test
    void whoHasNothingWaitsForTheDocumentToCome() throws Exception {
        HttpResponse<String> response = answer(
                ask("/views/customers/7", "Prefer", "wait=30"),
                () -> api.customers.put("users", "{\"user_id\":7,\"name\":\"Ida\"}"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("Ida");
        HttpResponse<String> never = api.get("/views/customers/8", "Prefer", "wait=1");
        assertThat(never.statusCode()).isEqualTo(404);
        assertThat(header(never, "Preference-Applied")).isEqualTo("wait=1");
    }

    @Test
    void whoHasADocumentIsToldThatItIsGone() throws Exception {
        HttpResponse<String> response = answer(
                ask(PATH, "If-None-Match", tag(), "Prefer", "wait=30"),
                () -> api.customers.delete("users", "{\"user_id\":1}"));
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(soon(ask(PATH, "If-None-Match", "\"x\"", "Prefer", "wait=30"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatIsNewsAlreadyIsAnsweredAtOnce() throws Exception {
        assertThat(soon(ask(PATH, "Prefer", "wait=30")).statusCode()).isEqualTo(200);
        HttpResponse<String> other = soon(ask(PATH, "Prefer", "wait=99999", "If-None-Match", "\"x\""));
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(header(other, "Preference-Applied")).isEqualTo("wait=60");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=0", "wait=x", "wait=-5", "respond-async", "waiting=5", "wait", "wait=99999999999"})
    void whatIsNoWishToWaitIsPassedOver(String preference) throws Exception {
        HttpResponse<String> response = soon(ask(PATH, "If-None-Match", tag(), "Prefer", preference));
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(header(response, "Preference-Applied")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-async, wait=1", "return=minimal; foo, Wait=\"1\"", "a;wait=1"})
    void aWishMayStandAmongOthers(String preference) throws Exception {
        HttpResponse<String> response = soon(ask(PATH, "If-None-Match", tag(), "Prefer", preference));
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(header(response, "Preference-Applied")).isEqualTo("wait=1");
    }

    @Test
    void aChangeOfOtherFieldsIsNoNews() throws Exception {
        String path = PATH + "?fields=name";
        String tag = header(api.get(path), "ETag");
        CompletableFuture<HttpResponse<String>> asked = ask(path, "If-None-Match", tag, "Prefer", "wait=30");
        Thread.sleep(A_WHILE_MS);
        api.customers.put("orders", "{\"order_id\":1,\"user_id\":1,\"rank\":1}");
        assertThat(answer(asked, () -> user("Adele")).body()).isEqualTo("{\"name\":\"Adele\"}");
    }

    @Test
    void noCopyIsReadBeforeItHasTheChange() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = ask(PATH, "If-None-Match", tag(), "Prefer", "wait=30");
        Thread.sleep(A_WHILE_MS);
        api.customers.hold(api.customers.plan().documents(), true);
        user("Adele");
        HttpResponse<String> response =
                answer(asked, () -> api.customers.hold(api.customers.plan().documents(), false));
        assertThat(response.body()).contains("Adele");
    }

    @Test
    void aServerThatClosesAnswersAtOnce() throws Exception {
        CompletableFuture<HttpResponse<String>> asked = ask(PATH, "If-None-Match", tag(), "Prefer", "wait=30");
        assertThat(answer(asked, api.server::close).statusCode()).isEqualTo(304);
    }

    @Test
    void waitingHoldsNoThread() throws Exception {
        List<RawConnection> waiting = new ArrayList<>();
        String request = "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\nPrefer: wait=30\r\nIf-None-Match: " + tag()
                + "\r\n\r\n";
        api.get(PATH, "If-None-Match", tag(), "Prefer", "wait=1");
        int before = Thread.activeCount();
        for (int i = 0; i < 300; i++) {
            RawConnection connection = new RawConnection(api.server.port(), (int) SOON_MS);
            connection.begin(request);
            waiting.add(connection);
        }
        Thread.sleep(A_WHILE_MS);
        assertThat(Thread.activeCount() - before).isLessThan(100);
        user("Adele");
        for (RawConnection connection : waiting) {
            assertThat(connection.answer(true).status()).isEqualTo(200);
            connection.close();
        }
    }

    /** A quiet connection would be closed after 18 s. */
    @Test
    void waitingOutlastsTheTimeForQuietConnections() throws InterruptedException, ExecutionException, Exception {
        long began = System.nanoTime();
        HttpResponse<String> response = api.get(PATH, "If-None-Match", tag(), "Prefer", "wait=20");
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat((System.nanoTime() - began) / 1_000_000_000).isGreaterThanOrEqualTo(19);
    }
}
