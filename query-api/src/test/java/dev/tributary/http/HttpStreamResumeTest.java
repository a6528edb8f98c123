package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.codec.ByteWriter;
import dev.tributary.query.Chosen;
import dev.tributary.query.PageCursor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code Last-Event-ID}: who comes back is told what it missed, or that it has to begin anew. */
final class HttpStreamResumeTest {
    private static final String VIEW = "/views/customers";

    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void start() {
        api = new TestApi(directory);
        user(1, "Ada");
        user(2, "Ben");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void user(int id, String name) {
        api.customers.put("users", "{\"user_id\":%d,\"name\":\"%s\"}".formatted(id, name));
    }

    private EventClient open(String path, String lastId) throws Exception {
        return EventClient.open(api.server.port(), path, lastId);
    }

    private static String put(int id, String name) {
        return "put {\"key\":\"%d\",\"document\":{\"user_id\":%d,\"name\":\"%s\",\"orders\":[]}}"
                .formatted(id, id, name);
    }

    /** The id of a client that was told everything. */
    private String idOf(String path) throws Exception {
        try (EventClient client = open(path, "")) {
            client.upTo("live");
            return client.lastId();
        }
    }

    @Test
    void onlyWhatCameLaterIsTold() throws Exception {
        String id = idOf(VIEW);
        user(1, "Adele");
        api.customers.delete("users", "{\"user_id\":2}");
        user(3, "Cleo");
        try (EventClient client = open(VIEW, id)) {
            List<String> told = client.upTo("live");
            assertThat(told)
                    .containsExactlyInAnyOrder(put(1, "Adele"), "delete {\"key\":\"2\"}", put(3, "Cleo"), "live");
            assertThat(client.comments()).isEmpty();
            user(3, "Chloe");
            assertThat(client.next()).hasToString(put(3, "Chloe"));
        }
    }

    @Test
    void whoMissedNothingIsToldNothing() throws Exception {
        for (String path : List.of(VIEW, VIEW + "/1", VIEW + "/9")) {
            String id = idOf(path);
            user(2, "Bert");
            api.customers.delete("users", "{\"user_id\":2}");
            user(2, "Ben");
            try (EventClient client = open(path, id)) {
                assertThat(client.upTo("live")).as(path).last().hasToString("live");
                assertThat(client.documents().keySet()).as(path).isSubsetOf("2");
            }
        }
    }

    @Test
    void ofADocumentItIsToldWhetherItIsStillThere() throws Exception {
        String id = idOf(VIEW + "/2");
        api.customers.delete("users", "{\"user_id\":2}");
        try (EventClient client = open(VIEW + "/2", id)) {
            assertThat(client.upTo("live")).containsExactly("delete {\"key\":\"2\"}", "live");
            user(2, "Bob");
            assertThat(client.next()).hasToString(put(2, "Bob"));
            id = client.lastId();
        }
        user(2, "Bill");
        try (EventClient client = open(VIEW + "/2", id)) {
            assertThat(client.upTo("live")).containsExactly(put(2, "Bill"), "live");
        }
    }

    @Test
    void idsOutliveAServerAndAreGoodOnEveryInstance() throws Exception {
        String id = idOf(VIEW);
        user(1, "Adele");
        try (HttpServer other =
                HttpServer.start(new HttpServer.Options("127.0.0.1", 0), () -> Map.of("customers", api.customers))) {
            try (EventClient client = EventClient.open(other.port(), VIEW, id)) {
                assertThat(client.upTo("live")).containsExactly(put(1, "Adele"), "live");
                id = client.lastId();
            }
        }
        try (EventClient client = open(VIEW, id)) {
            assertThat(client.upTo("live")).containsExactly("live");
        }
    }

    /** A client that broke off before it had all begins anew. */
    @Test
    void whatIsThereFirstHasNoId() throws Exception {
        try (EventClient client = open(VIEW, "")) {
            for (EventClient.Event event = client.next(); !event.name().equals("live"); event = client.next()) {
                assertThat(event.id()).isEmpty();
            }
            assertThat(client.lastId()).isNotEmpty();
        }
    }

    private void beginsAnew(String path, String id, String why) throws Exception {
        try (EventClient client = open(path, id)) {
            assertThat(client.upTo("live")).startsWith("reset").endsWith("live");
            assertThat(client.comments()).containsExactly(why);
            assertThat(client.documents()).isNotEmpty();
        }
    }

    /** Who went on with other fields kept documents without them. */
    @Test
    void anIdOfOtherFieldsBeginsAnew() throws Exception {
        String why = "Last-Event-ID is of another stream, or of the view as it was built before";
        beginsAnew(VIEW, idOf(VIEW + "?fields=name"), why);
        beginsAnew(VIEW + "?fields=name", idOf(VIEW), why);
        beginsAnew(VIEW + "?fields=name", idOf(VIEW + "?fields=user_id"), why);
    }

    @Test
    void whatIsNoIdIsSaidToBeNone() throws Exception {
        String why = "Last-Event-ID is not an id of an event, or not all of it";
        String id = idOf(VIEW);
        beginsAnew(VIEW, "AAAA", why);
        beginsAnew(VIEW, "\u00ff\u00fe", why);
        beginsAnew(VIEW, id.substring(1), why);
        beginsAnew(VIEW, id.substring(0, id.length() - 2), why);
        PageCursor ids =
                PageCursor.ofChanges(api.customers.plan(), "logs-1", Optional.empty(), Optional.empty(), Chosen.ALL);
        beginsAnew(VIEW, ids.encode(new byte[] {-1}), "Last-Event-ID is not an id of an event");
    }

    @Test
    void anIdOfAnotherStreamIsNoGood() throws Exception {
        String why = "Last-Event-ID is of another stream, or of the view as it was built before";
        beginsAnew(VIEW, idOf(VIEW + "/1"), why);
        beginsAnew(VIEW + "/1", idOf(VIEW + "/2"), why);
        beginsAnew(VIEW + "/1", idOf("/views/shelves"), why);
        String page = TestApi.json(api.get(VIEW + "?limit=1")).path("next").asText();
        beginsAnew(VIEW, page, why);
    }

    @Test
    void anIdOfAViewThatIsBuiltAnewIsNoGood() throws Exception {
        String id = idOf(VIEW);
        api.customers.logs.rename("logs-2");
        try (HttpServer other = HttpServer.start(
                        new HttpServer.Options("127.0.0.1", 0), () -> Map.of("customers", api.customers));
                EventClient client = EventClient.open(other.port(), VIEW, id)) {
            assertThat(client.upTo("live")).containsExactly("reset", put(1, "Ada"), put(2, "Ben"), "live");
            assertThat(client.comments())
                    .containsExactly("Last-Event-ID is of another stream, or of the view as it was built before");
        }
    }

    @Test
    void anIdWhoseRecordsAreGoneIsNoGood() throws Exception {
        String view = idOf(VIEW);
        String document = idOf(VIEW + "/1");
        user(1, "Adele");
        user(2, "Bert");
        api.customers.logs.forget();
        beginsAnew(VIEW, view, "the logs no longer have what came since then");
        beginsAnew(VIEW + "/1", document, "the logs no longer have what came since then");
    }

    @Test
    void anIdOfYesterdayIsNoGood() throws Exception {
        ByteWriter old = new ByteWriter(40)
                .writeVarint(System.currentTimeMillis() - Duration.ofHours(25).toMillis());
        for (int partition = 0; partition < TestApi.PARTITIONS; partition++) {
            old.writeVarint(1);
        }
        PageCursor ids =
                PageCursor.ofChanges(api.customers.plan(), "logs-1", Optional.empty(), Optional.empty(), Chosen.ALL);
        beginsAnew(VIEW, ids.encode(old.toBytes()), "Last-Event-ID is older than a day");
    }

    @Test
    void whoMissedTooMuchBeginsAnew() throws Exception {
        String id = idOf(VIEW);
        for (int i = 0; i <= 10_000; i++) {
            user(10 + i, "u");
        }
        try (EventClient client = open(VIEW, id)) {
            assertThat(client.upTo("live")).startsWith("reset").endsWith("live");
            assertThat(client.comments()).containsExactly("more than 10000 documents have changed since then");
            assertThat(client.documents()).hasSize(10_003);
        }
    }

    /** After a restart all come back at once. */
    @Test
    void manyWhoComeBackAreToldTogether() throws Exception {
        String id = idOf(VIEW);
        String one = idOf(VIEW + "/1");
        user(1, "Adele");
        EventClient[] clients = new EventClient[60];
        for (int i = 0; i < clients.length; i++) {
            clients[i] = open(i % 2 == 0 ? VIEW : VIEW + "/1", i % 2 == 0 ? id : one);
        }
        for (EventClient client : clients) {
            assertThat(client.upTo("live")).containsExactly(put(1, "Adele"), "live");
            client.close();
        }
        assertThat(api.customers.logs.tails()).isLessThanOrEqualTo(2);
    }
}
