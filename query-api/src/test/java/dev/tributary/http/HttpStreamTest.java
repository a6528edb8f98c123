package dev.tributary.http;

import static dev.tributary.http.TestApi.header;
import static dev.tributary.http.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.codec.KeyText;
import dev.tributary.http.EventClient.Event;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.store.OrderedStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of events: of a document, and of a view. */
final class HttpStreamTest {
    private static final String[] EVENTS = {"Accept", "text/event-stream"};
    private static final long A_WHILE_MS = 300;

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

    private EventClient open(String path) throws Exception {
        return EventClient.open(api.server.port(), path, "");
    }

    private static String put(int id, String name) {
        return "put {\"key\":\"%d\",\"document\":{\"user_id\":%d,\"name\":\"%s\",\"orders\":[]}}"
                .formatted(id, id, name);
    }

    @Test
    void aViewIsSentThenItsChangesAsTheyHappen() throws Exception {
        try (EventClient client = open("/views/customers")) {
            assertThat(client.upTo("live")).containsExactly("reset", put(1, "Ada"), put(2, "Ben"), "live");
            user(3, "Cleo");
            assertThat(client.next()).hasToString(put(3, "Cleo"));
            user(1, "Adele");
            assertThat(client.next()).hasToString(put(1, "Adele"));
            api.customers.delete("users", "{\"user_id\":2}");
            assertThat(client.next()).hasToString("delete {\"key\":\"2\"}");
        }
    }

    @Test
    void aDocumentIsSentThenItsChangesAsTheyHappen() throws Exception {
        try (EventClient client = open("/views/customers/2")) {
            assertThat(client.upTo("live")).containsExactly("reset", put(2, "Ben"), "live");
            user(1, "Adele");
            user(2, "Bert");
            assertThat(client.next()).hasToString(put(2, "Bert"));
            api.customers.delete("users", "{\"user_id\":2}");
            assertThat(client.next()).hasToString("delete {\"key\":\"2\"}");
            user(2, "Bob");
            assertThat(client.next()).hasToString(put(2, "Bob"));
        }
    }

    @Test
    void aDocumentThatIsNotThereMayCome() throws Exception {
        try (EventClient client = open("/views/customers/9")) {
            assertThat(client.upTo("live")).containsExactly("reset", "live");
            user(9, "Ida");
            assertThat(client.next()).hasToString(put(9, "Ida"));
        }
    }

    @Test
    void keysAreWrittenAsInPaths() throws Exception {
        String key = "a%2Cb%2F%C3%BC,4";
        try (EventClient all = open("/views/shelves");
                EventClient one = open("/views/shelves/" + key)) {
            assertThat(all.upTo("live")).containsExactly("reset", "live");
            assertThat(one.upTo("live")).containsExactly("reset", "live");
            api.shelves.put("stock", "{\"shop\":\"a,b/\u00fc\",\"item\":4,\"n\":1}");
            String put = "put {\"key\":\"" + key + "\",\"document\":{\"shop\":\"a,b/\u00fc\",\"item\":4,\"n\":1}}";
            assertThat(all.next()).hasToString(put);
            assertThat(one.next()).hasToString(put);
            api.shelves.delete("stock", "{\"shop\":\"a,b/\u00fc\",\"item\":4}");
            assertThat(all.next()).hasToString("delete {\"key\":\"" + key + "\"}");
            assertThat(one.next()).hasToString("delete {\"key\":\"" + key + "\"}");
        }
    }

    @Test
    void onlyTheFieldsThatAreAskedForAreSent() throws Exception {
        try (EventClient all = open("/views/customers?fields=name");
                EventClient one = open("/views/customers/1?fields=name")) {
            String ada = "put {\"key\":\"1\",\"document\":{\"name\":\"Ada\"}}";
            assertThat(all.upTo("live"))
                    .containsExactly("reset", ada, "put {\"key\":\"2\",\"document\":{\"name\":\"Ben\"}}", "live");
            assertThat(one.upTo("live")).containsExactly("reset", ada, "live");
            api.customers.put("orders", "{\"order_id\":5,\"user_id\":1,\"rank\":1}");
            assertThat(all.next()).hasToString(ada);
            user(1, "Adele");
            // of one document it is known what was sent
            assertThat(one.next()).hasToString("put {\"key\":\"1\",\"document\":{\"name\":\"Adele\"}}");
        }
    }

    @Test
    void manyDocumentsComeInParts() throws Exception {
        for (int id = 3; id <= 500; id++) {
            user(id, "u".repeat(300));
        }
        try (EventClient client = open("/views/customers")) {
            client.upTo("live");
            assertThat(client.documents()).hasSize(500);
        }
    }

    @Test
    void theHeadSaysThatItIsAStream() throws Exception {
        HttpResponse<String> head = api.send("HEAD", "/views/customers", EVENTS);
        try (EventClient client = open("/views/customers/1")) {
            for (HttpResponse<?> response : new HttpResponse<?>[] {head, client.response}) {
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(header(response, "Content-Type")).isEqualTo("text/event-stream");
                assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
                assertThat(header(response, "X-Accel-Buffering")).isEqualTo("no");
                assertThat(header(response, "View-Lag")).isEqualTo("0;ms=0");
                assertThat(header(response, "Vary")).isEqualTo("Accept, Accept-Encoding");
                assertThat(header(response, "Content-Encoding")).isEmpty();
            }
        }
        assertThat(head.body()).isEmpty();
    }

    @Test
    void whatDoesNotGoWithAStreamIsRefused() throws Exception {
        assertThat(problem(api.get("/views/customers?limit=5", EVENTS))).isEqualTo("""
                400 application/problem+json
                /problems/bad-parameter 400
                Bad parameter: The parameter `limit` does not go with a stream of events; leave it out.""");
        assertThat(problem(api.get("/views/customers?cursor=x", EVENTS))).contains("`cursor` does not go");
        assertThat(problem(api.get("/views/customers?key=1", EVENTS))).startsWith("406 ");
        assertThat(problem(api.get("/views/customers/1/orders", EVENTS))).startsWith("406 ");
        assertThat(problem(api.get("/views/nosuch", EVENTS))).startsWith("404 ");
        assertThat(problem(api.get("/views/customers/1?fields=x", EVENTS))).startsWith("400 ");
        assertThat(problem(api.get("/views", EVENTS))).startsWith("406 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/views/customers", "/views/customers/1"})
    void aViewThatCannotBeReadHasNoStream(String path) throws Exception {
        api.customers.status = TestApi.status(ViewStatus.State.BUILDING, "", 0.5);
        HttpResponse<String> building = api.get(path, EVENTS);
        assertThat(problem(building)).startsWith("503 ").contains("/problems/building");
        assertThat(header(building, "Retry-After")).isEqualTo("5");
        api.customers.status = TestApi.status(ViewStatus.State.RUNNING, "", 1);
        for (int partition = 0; partition < TestApi.PARTITIONS; partition++) {
            api.customers.replaceCopy(partition, null);
        }
        assertThat(problem(api.get(path, EVENTS))).startsWith("503 ").contains("/problems/no-copy");
    }

    /** What is told of is at least what the record said that told of it. */
    @ParameterizedTest
    @ValueSource(strings = {"/views/customers", "/views/customers/1"})
    void noCopyIsReadBeforeItHasTheChange(String path) throws Exception {
        try (EventClient client = open(path)) {
            client.upTo("live");
            api.customers.hold(api.customers.plan().documents(), true);
            user(1, "Adele");
            assertThat(client.takeAll(A_WHILE_MS)).isFalse();
            api.customers.hold(api.customers.plan().documents(), false);
            assertThat(client.next()).hasToString(put(1, "Adele"));
        }
        api.customers.hold(api.customers.plan().documents(), true);
        user(1, "Ann");
        try (EventClient late = open(path)) {
            late.takeAll(A_WHILE_MS);
            assertThat(late.isLive()).isFalse();
            api.customers.hold(api.customers.plan().documents(), false);
            late.upTo("live");
            assertThat(late.documents().get("1")).contains("Ann");
        }
    }

    @Test
    void aStreamOutlastsACopyThatIsAway() throws Exception {
        try (EventClient client = open("/views/customers")) {
            client.upTo("live");
            int partition = api.customers.partitionOf(KeyText.parse("1", 1));
            OrderedStore copy = api.customers.copy(partition).orElseThrow();
            api.customers.replaceCopy(partition, null);
            user(1, "Adele");
            assertThat(client.takeAll(A_WHILE_MS)).isFalse();
            api.customers.replaceCopy(partition, copy);
            assertThat(client.next()).hasToString(put(1, "Adele"));
        }
    }

    @Test
    void severalChangesOfADocumentMayBeOne() throws Exception {
        try (EventClient client = open("/views/customers/1")) {
            client.upTo("live");
            for (int i = 0; i < 1_000; i++) {
                user(1, "n" + i);
            }
            Event last = client.next();
            int events = 1;
            while (!last.data().contains("n999")) {
                last = client.next();
                events++;
            }
            assertThat(events).isLessThanOrEqualTo(1_000);
        }
    }

    @Test
    void streamsEndInOrderWhenTheServerCloses() throws Exception {
        try (EventClient view = open("/views/customers");
                EventClient document = open("/views/customers/1")) {
            view.upTo("live");
            document.upTo("live");
            long began = System.nanoTime();
            api.server.close();
            assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(2_000);
            // the body has its end; it is not broken off
            assertThat(view.next()).isEqualTo(EventClient.END);
            assertThat(document.next()).isEqualTo(EventClient.END);
        }
    }

    @Test
    void onlySoManyStreamsAreOpenAtATime(@TempDir Path other) throws Exception {
        try (TestApi small = TestApi.configured(other, "limits: {streams: 2}");
                EventClient first = EventClient.open(small.server.port(), "/views/customers", "");
                EventClient second = EventClient.open(small.server.port(), "/views/customers/1", "")) {
            first.upTo("live");
            second.upTo("live");
            HttpResponse<String> third = small.get("/views/customers", EVENTS);
            assertThat(problem(third)).isEqualTo("""
                    503 application/problem+json
                    /problems/too-many-streams 503
                    Too many streams: This instance keeps at most 2 streams and waiting requests open, and there are that \
                    many now; ask again later, or another instance.""");
            assertThat(header(third, "Retry-After")).isEqualTo("5");
            assertThat(small.send("HEAD", "/views/customers", EVENTS).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> unwaited = small.get("/views/customers/9", "Prefer", "wait=30");
            assertThat(unwaited.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void streamsAndEventsAreCounted() throws Exception {
        try (EventClient client = open("/views/customers")) {
            client.upTo("live");
            user(3, "Cleo");
            client.next();
            api.customers.delete("users", "{\"user_id\":3}");
            client.next();
            Exposed exposed = new Exposed(api.get("/metrics").body());
            assertThat(exposed.value("tributary_live_streams")).isEqualTo(1);
            assertThat(exposed.value("tributary_live_events_total", "view=\"customers\"", "event=\"put\""))
                    .isEqualTo(3);
            assertThat(exposed.value("tributary_live_events_total", "view=\"customers\"", "event=\"delete\""))
                    .isEqualTo(1);
        }
    }

    /** A quiet connection would be closed after 18 s. */
    @Test
    void aQuietStreamGetsSignsOfLife() throws Exception {
        try (EventClient client = open("/views/customers/1")) {
            client.upTo("live");
            String before = client.lastId();
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (System.nanoTime() < deadline) {
                client.takeAll(A_WHILE_MS);
            }
            assertThat(client.comments()).containsExactly("");
            assertThat(client.lastId()).isNotEqualTo(before).isNotEmpty();
            user(1, "Adele");
            assertThat(client.next()).hasToString(put(1, "Adele"));
        }
    }
}
