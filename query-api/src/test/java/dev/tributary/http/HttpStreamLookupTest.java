package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.plan.Index;
import dev.tributary.plan.Log;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of lookups: documents join them, change in them, and leave them. */
final class HttpStreamLookupTest {
    private static final String FILE = """
            sources:
              users: {topic: users, key: user_id}
              orders: {topic: orders, key: order_id, references: {user_id: users}}
            views:
              people:
                from: users
                index: [name, [country, status], products]
                fields: [user_id, name, country, status, {products: {pluck: orders.product, distinct: true}}]
            """;

    private static final long A_WHILE_MS = 300;

    @TempDir
    Path directory;

    private TestApi api;
    private TestView people;
    private Log names;

    @BeforeEach
    void start() {
        api = new TestApi(directory);
        people = TestView.of(directory.resolve("people"), FILE, "people", TestApi.PARTITIONS);
        api.serve("people", people);
        names = people.plan().indexes().stream().map(Index::log).findFirst().orElseThrow();
        user(1, "Ada", "GB");
        user(2, "Ben", "DE");
    }

    @AfterEach
    void stop() {
        api.close();
        people.close();
    }

    private void user(int id, String name, String country) {
        people.put(
                "users",
                "{\"user_id\":%d,\"name\":\"%s\",\"country\":\"%s\",\"status\":\"new\"}".formatted(id, name, country));
    }

    private EventClient open(String query) throws Exception {
        return EventClient.open(api.server.port(), "/views/people?fields=name,country&" + query, "");
    }

    private static String put(int id, String name, String country) {
        return "put {\"key\":\"%d\",\"document\":{\"name\":\"%s\",\"country\":\"%s\"}}".formatted(id, name, country);
    }

    private static String delete(int id) {
        return "delete {\"key\":\"" + id + "\"}";
    }

    @Test
    void documentsJoinChangeAndLeave() throws Exception {
        try (EventClient client = open("name=Ada")) {
            assertThat(client.upTo("live")).containsExactly("reset", put(1, "Ada", "GB"), "live");
            user(2, "Ada", "DE");
            assertThat(client.next()).hasToString(put(2, "Ada", "DE"));
            user(2, "Ada", "FR");
            assertThat(client.next()).hasToString(put(2, "Ada", "FR"));
            user(2, "Ben", "FR");
            assertThat(client.next()).hasToString(delete(2));
            user(2, "Bert", "FR");
            user(3, "Ada", "NL");
            assertThat(client.next()).hasToString(put(3, "Ada", "NL"));
            people.delete("users", "{\"user_id\":1}");
            assertThat(client.next()).hasToString(delete(1));
            assertThat(client.takeAll(A_WHILE_MS)).isFalse();
        }
    }

    @Test
    void whoHasAnotherOfTheValuesStays() throws Exception {
        try (EventClient client = open("name=Ada&name=Ben")) {
            assertThat(client.upTo("live")).hasSize(4);
            user(1, "Ben", "GB");
            assertThat(client.next()).hasToString(put(1, "Ben", "GB"));
            user(1, "Zoe", "GB");
            assertThat(client.next()).hasToString(delete(1));
        }
    }

    @Test
    void compositesAndElementsOfArraysAreFollowed() throws Exception {
        try (EventClient composite = open("country=DE&status=new");
                EventClient element = open("products=desk")) {
            assertThat(composite.upTo("live")).containsExactly("reset", put(2, "Ben", "DE"), "live");
            assertThat(element.upTo("live")).containsExactly("reset", "live");
            user(1, "Ada", "DE");
            assertThat(composite.next()).hasToString(put(1, "Ada", "DE"));
            people.put("orders", "{\"order_id\":5,\"user_id\":1,\"product\":\"desk\"}");
            assertThat(element.next()).hasToString(put(1, "Ada", "DE"));
            people.put("orders", "{\"order_id\":5,\"user_id\":2,\"product\":\"desk\"}");
            assertThat(new String[] {element.next().toString(), element.next().toString()})
                    .containsExactlyInAnyOrder(put(2, "Ben", "DE"), delete(1));
            people.delete("orders", "{\"order_id\":5}");
            assertThat(element.next()).hasToString(delete(2));
        }
    }

    /** Entries and documents are a moment apart. */
    @Test
    void anEntryMayComeBeforeItsDocument() throws Exception {
        try (EventClient client = open("name=Ada")) {
            client.upTo("live");
            people.hold(people.plan().documents(), true);
            user(2, "Ada", "DE");
            user(1, "Ben", "GB");
            assertThat(client.takeAll(A_WHILE_MS)).isFalse();
            people.hold(people.plan().documents(), false);
            client.next();
            client.next();
            assertThat(client.documents()).containsOnlyKeys("2");
        }
    }

    @Test
    void anEntryMayComeAfterItsDocument() throws Exception {
        people.hold(names, true);
        user(2, "Ada", "DE");
        try (EventClient client = open("name=Ada")) {
            client.takeAll(A_WHILE_MS);
            people.hold(names, false);
            client.takeAll(A_WHILE_MS);
            assertThat(client.isLive()).isTrue();
            assertThat(client.documents()).containsOnlyKeys("1", "2");
        }
    }

    @Test
    void whoComesBackIsToldWhoJoinedAndLeft() throws Exception {
        user(3, "Ada", "NL");
        user(4, "Zoe", "NL");
        try (EventClient client = open("name=Ada")) {
            client.upTo("live");
            client.breakOff();
            user(1, "Ben", "GB");
            user(2, "Ada", "DE");
            user(4, "Zac", "NL");
            try (EventClient again = client.reopen(api.server.port())) {
                assertThat(again.upTo("live")).containsExactlyInAnyOrder(delete(1), put(2, "Ada", "DE"), "live");
                assertThat(again.documents()).containsOnlyKeys("2", "3");
                // what it was told before is followed, too
                user(3, "Ada", "BE");
                assertThat(again.next()).hasToString(put(3, "Ada", "BE"));
                user(3, "Cleo", "BE");
                assertThat(again.next()).hasToString(delete(3));
            }
        }
    }

    /** What came and went again in the meantime was there before, too. */
    @Test
    void whoComesBackIsToldOfOneThatLeftCameAndLeft() throws Exception {
        try (EventClient client = open("name=Ada")) {
            client.upTo("live");
            client.breakOff();
            user(1, "Ben", "GB");
            people.hold(names, true);
            user(1, "Ada", "GB");
            user(1, "Ben", "GB");
            try (EventClient again = client.reopen(api.server.port())) {
                again.takeAll(A_WHILE_MS);
                people.hold(names, false);
                again.takeAll(A_WHILE_MS);
                assertThat(again.documents()).isEmpty();
            }
        }
    }

    /** It left while nobody could tell yet: the entry was gone, the document was still to change. */
    @Test
    void whoComesBackIsToldOfThoseThatWereLeaving() throws Exception {
        try (EventClient client = open("name=Ada")) {
            client.upTo("live");
            people.hold(people.plan().documents(), true);
            user(1, "Ben", "GB");
            user(2, "Ada", "DE");
            client.takeAll(A_WHILE_MS);
            try (EventClient second = client.reopen(api.server.port());
                    EventClient third = second.reopen(api.server.port())) {
                // it comes back more than once before anybody can tell
                third.takeAll(A_WHILE_MS);
                try (EventClient again = third.reopen(api.server.port())) {
                    again.takeAll(A_WHILE_MS);
                    people.hold(people.plan().documents(), false);
                    again.takeAll(A_WHILE_MS);
                    assertThat(again.documents()).containsOnlyKeys("2");
                }
            }
        }
    }

    @Test
    void aLookupOfNothingWaitsForSomething() throws Exception {
        try (EventClient client = open("name=Ida")) {
            assertThat(client.upTo("live")).containsExactly("reset", "live");
            user(9, "Ida", "SE");
            assertThat(client.next()).hasToString(put(9, "Ida", "SE"));
        }
    }
}
