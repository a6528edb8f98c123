package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad requests, {@code -Dmalformed=N} of them, take nothing from the good ones beside them. Without {@link SerialConnections}, one in some
 * 30,000 did.
 */
final class MalformedBesideOthersTest {
    private static final int MALFORMED = Integer.getInteger("malformed", 10_000);
    private static final int CLIENTS_OF_EACH = 3;
    private static final int ANSWER_AT_MOST_MS = 60_000;
    private static final byte[] BAD = "GET / HTTP/9\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    /** The server's library gave a connection's buffer back twice, so that two others could get the same one. */
    @Test
    void everyBufferIsFreedOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(2 * CLIENTS_OF_EACH);
        AtomicBoolean isOver = new AtomicBoolean();
        try (TestApi api = new TestApi(directory);
                LogOf pool = new LogOf(QueuedThreadPool.class)) {
            api.customers.put("users", "{\"user_id\":1,\"name\":\"Ada\"}");
            List<Future<?>> bad = new ArrayList<>();
            List<Future<?>> good = new ArrayList<>();
            for (int i = 0; i < CLIENTS_OF_EACH; i++) {
                bad.add(clients.submit(often(() -> sendBad(api.server.port()))));
                String key = "none-" + "x".repeat(20 * i) + i;
                good.add(clients.submit(() -> sendGood(api.server.port(), key, isOver)));
            }
            for (Future<?> each : bad) {
                each.get(5, TimeUnit.MINUTES);
            }
            isOver.set(true);
            for (Future<?> each : good) {
                each.get(1, TimeUnit.MINUTES);
            }
            assertThat(pool.messages()).isEmpty();
        } finally {
            isOver.set(true);
            clients.shutdownNow();
        }
    }

    private static Callable<Void> often(Callable<Void> one) {
        return () -> {
            for (int i = 0; i < MALFORMED / CLIENTS_OF_EACH; i++) {
                one.call();
            }
            return null;
        };
    }

    private static Void sendBad(int port) throws IOException {
        try (RawConnection connection = new RawConnection(port, ANSWER_AT_MOST_MS)) {
            assertThat(connection.send(BAD, true).status()).isEqualTo(505);
        }
        return null;
    }

    private static Void sendGood(int port, String key, AtomicBoolean isOver) throws IOException {
        byte[] request =
                ("GET /views/shelves/s1," + key + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        try (RawConnection connection = new RawConnection(port, ANSWER_AT_MOST_MS)) {
            while (!isOver.get()) {
                RawConnection.Answer answer = connection.send(request, true);
                assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(key);
            }
        }
        return null;
    }
}
