package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams that are many, or slow. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
final class HttpManyStreamsTest {
    private static final int WAIT_MS = 20_000;
    private static final int STREAMS = 1_000;
    /** Those of the pools, not one for each stream. */
    private static final int MOST_THREADS = 30;

    @TempDir
    Path directory;

    private TestApi api;
    private CountedView counted;

    @BeforeEach
    void start() {
        api = new TestApi(directory);
        counted = new CountedView(api.customers);
        api.serve("counted", counted);
        user(1, "Ada");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void user(int id, String name) {
        api.customers.put("users", "{\"user_id\":%d,\"name\":\"%s\"}".formatted(id, name));
    }

    private RawConnection open(String path) throws Exception {
        RawConnection connection = new RawConnection(api.server.port(), WAIT_MS);
        connection.begin("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
        assertThat(connection.answer(true).status()).isEqualTo(200);
        return connection;
    }

    @Test
    void aThousandStreamsCostNoThreadEach() throws Exception {
        try (EventClient warm = EventClient.open(api.server.port(), "/views/counted", "")) {
            warm.upTo("live");
        }
        int before = Thread.activeCount();
        List<RawConnection> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(open(i % 2 == 0 ? "/views/counted" : "/views/counted/1"));
        }
        for (RawConnection stream : streams) {
            stream.readUntil("event: live");
        }
        assertThat(Thread.activeCount() - before).isLessThan(MOST_THREADS);
        assertThat(api.customers.logs.tails()).isEqualTo(1);
        long began = System.nanoTime();
        user(1, "Adele");
        for (RawConnection stream : streams) {
            stream.readUntil("Adele");
        }
        System.out.printf("a change reached %d streams in %d ms%n", STREAMS, (System.nanoTime() - began) / 1_000_000);
        assertThat(Thread.activeCount() - before).isLessThan(MOST_THREADS);
        assertThat(counted.openSnapshots).hasValue(0);
        assertThat(counted.openCursors).hasValue(0);
        for (RawConnection stream : streams) {
            stream.close();
        }
    }

    /** It is told of what it is behind by the newest state, until that is too much. */
    @Test
    void aSlowReaderLosesItsStreamAndStopsNobodyElse() throws Exception {
        int users = 14_000;
        for (int id = 2; id <= users; id++) {
            user(id, "u" + id);
        }
        String large = "x".repeat(3_000);
        try (SlowClient slow =
                        new SlowClient(api.server.port(), "/views/counted?fields=name", "Accept: text/event-stream");
                EventClient quick = EventClient.open(api.server.port(), "/views/counted?fields=name", "")) {
            quick.upTo("live");
            slow.readUntil("event: live");
            for (int id = 1; id <= users; id++) {
                user(id, large + id);
            }
            while (!quick.documents().getOrDefault("" + users, "").contains(large)) {
                quick.next();
            }
            assertThat(counted.openSnapshots).hasValue(0);
            String rest = slow.readRest();
            assertThat(rest)
                    .contains(": more than 10000 changed documents wait for this client")
                    .endsWith("event: reset\nid:\ndata: {}\n\n\r\n0\r\n\r\n");
            while (quick.documents().values().stream().anyMatch(each -> !each.contains(large))) {
                quick.next();
            }
            assertThat(quick.documents()).hasSize(users);
        }
    }

    /** Many changes of few documents are no reason to cut off whoever is slow. */
    @Test
    void aSlowReaderIsToldTheNewestState() throws Exception {
        String large = "x".repeat(50_000);
        try (SlowClient slow = new SlowClient(api.server.port(), "/views/counted", "Accept: text/event-stream")) {
            slow.readUntil("event: live");
            for (int i = 0; i < 2_000; i++) {
                user(1 + i % 3, large + i);
            }
            user(1, "the last");
            int puts = slow.readUntil("the last");
            assertThat(puts).isLessThan(1_500);
        }
    }

    @Test
    void clientsThatGoAwayAreForgotten() throws Exception {
        List<EventClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            EventClient client = EventClient.open(api.server.port(), "/views/counted", "");
            client.upTo("live");
            clients.add(client);
        }
        for (EventClient client : clients) {
            client.close();
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MS);
        int id = 2;
        while (open() > 0 && System.nanoTime() < deadline) {
            // it is noticed when something is written
            user(id++, "u");
            Thread.sleep(50);
        }
        assertThat(open()).isZero();
    }

    private double open() throws Exception {
        return new Exposed(api.get("/metrics").body()).value("tributary_live_streams");
    }
}
