package dev.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of events: of a document, and of a view. */
final class HttpStreamTest {
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
}
