package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Made-up requests, {@code -Drequests=N} of them: none fails the server, none is left without an answer, and when it is
 * closed, no iterator and no thread of it is left.
 */
final class HttpFuzzTest {
    private static final int REQUESTS = Integer.getInteger("requests", 100_000);
    private static final int CLIENTS = 4;
    /** Long enough for a machine that stands still for a while: only an answer that never comes is an error. */
    private static final int ANSWER_AT_MOST_MS = 60_000;

    private static final long ALL_AT_MOST_S = 600;
    private static final long THREADS_END_AT_MOST_NS = TimeUnit.SECONDS.toNanos(20);

    @TempDir
    Path directory;

    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();

    @Test
    void noRequestFailsTheServerOrIsLeftWithoutAnAnswer() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime() & 0xFFFFFF);
        System.out.println("-Dseed=" + seed);
        int threads = threads().size();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        // closing a view fails when a snapshot of it is still open
        try (TestApi api = new TestApi(directory);
                LogOf failures = new LogOf(Failures.class);
                LogOf pool = new LogOf(QueuedThreadPool.class)) {
            fill(api);
            List<String> cursors = cursors(api);
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed + i);
                done.add(clients.submit(() -> run(api.server.port(), new FuzzedRequest(random, cursors))));
            }
            for (Future<?> client : done) {
                client.get(ALL_AT_MOST_S, TimeUnit.SECONDS);
            }
            assertThat(TestApi.json(api.get("/views/customers/1")).path("name").asText())
                    .isEqualTo("Ada");
            assertThat(failures.messages()).isEmpty();
            assertThat(pool.messages()).isEmpty();
        } finally {
            clients.shutdownNow();
            clients.awaitTermination(1, TimeUnit.MINUTES);
        }
        System.out.println("answers by status: " + statuses);
        assertThat(statuses).containsKeys(200, 304, 400, 404, 405);
        awaitThreads(threads);
    }

    private static void fill(TestApi api) {
        api.customers.put("users", "{\"user_id\":1,\"name\":\"Ada\"}");
        for (int i = 2; i < 40; i++) {
            api.customers.put("users", "{\"user_id\":" + i + ",\"name\":\"user " + i + "\"}");
            api.customers.put("orders", "{\"order_id\":" + i + ",\"user_id\":" + i % 5 + ",\"rank\":" + i + "}");
            api.shelves.put("stock", "{\"shop\":\"s" + i % 3 + "\",\"item\":" + i + ",\"n\":1}");
        }
    }

    private static List<String> cursors(TestApi api) throws Exception {
        List<String> cursors = new ArrayList<>();
        for (String page : List.of("/views/customers?limit=3", "/views/shelves?limit=5", "/views/customers?limit=1")) {
            JsonNode next = TestApi.json(api.get(page)).path("next");
            assertThat(next.asText()).isNotEmpty();
            cursors.add(next.asText());
        }
        return cursors;
    }

    private void run(int port, FuzzedRequest requests) {
        FuzzedRequest.Request request = requests.next();
        boolean goesOn = false;
        try (Connections connections = new Connections(port)) {
            for (int i = 0; i < REQUESTS / CLIENTS; i++) {
                FuzzedRequest.Request before = request;
                request = requests.next();
                goesOn = answered(goesOn ? connections.same() : connections.next(), request, before, goesOn);
            }
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** One connection after another. */
    private static final class Connections implements AutoCloseable {
        private final int port;
        private RawConnection connection;

        Connections(int port) throws IOException {
            this.port = port;
            connection = new RawConnection(port, ANSWER_AT_MOST_MS);
        }

        RawConnection same() {
            return connection;
        }

        RawConnection next() throws IOException {
            connection.close();
            connection = new RawConnection(port, ANSWER_AT_MOST_MS);
            return connection;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /** Whether the connection can be used again. */
    private boolean answered(
            RawConnection connection, FuzzedRequest.Request request, FuzzedRequest.Request before, boolean isUsed) {
        String what = request + (isUsed ? "after\n" + before : "");
        try {
            RawConnection.Answer answer = connection.send(request.bytes(), !request.isHead());
            count(answer.status());
            // 501, 505: of the protocol itself
            assertThat(answer.status())
                    .as("%s", what)
                    .matches(status -> status < 500 || status == 501 || status == 505);
            if (answer.status() >= 400 && answer.body().length > 0) {
                assertThat(answer.headers().get("content-type")).as("%s", what).startsWith("application/problem+json");
            }
            return answer.goesOn() && !request.isLast();
        } catch (SocketTimeoutException hangs) {
            throw new AssertionError("no answer within " + ANSWER_AT_MOST_MS + " ms to\n" + what + stacks(), hangs);
        } catch (EOFException | SocketException closed) {
            if (!isUsed && !request.isDamaged()) {
                throw new AssertionError("no answer to\n" + what, closed);
            }
            count(0);
            return false;
        } catch (IOException | RuntimeException unreadable) {
            throw new AssertionError("an answer that cannot be read: " + unreadable + ", to\n" + what, unreadable);
        }
    }

    /** What every thread is doing: of an answer that does not come, the only trace. */
    private static String stacks() {
        StringBuilder stacks = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            stacks.append('\n').append(thread);
            for (StackTraceElement frame : frames) {
                stacks.append("\n    at ").append(frame);
            }
        });
        return stacks.toString();
    }

    private void count(int status) {
        statuses.computeIfAbsent(status, first -> new AtomicInteger()).incrementAndGet();
    }

    private static void awaitThreads(int before) throws InterruptedException {
        long deadline = System.nanoTime() + THREADS_END_AT_MOST_NS;
        while (threads().size() > before && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(threads()).hasSizeLessThanOrEqualTo(before);
    }

    /** All but the JDK's own: those of its HTTP client end when it is collected. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("HttpClient-") && !name.equals("process reaper"))
                .sorted()
                .toList();
    }
}
