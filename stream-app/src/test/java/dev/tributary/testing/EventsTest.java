package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.ViewFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records that are facts. */
final class EventsTest {
    private static final String FILE = """
            sources:
              plays: {topic: plays, kind: events, key: user_id}
            views:
              devices:
                from: plays
                group_by: {device: device}
                fields: [{plays: {count: plays}}, {users: {count_distinct: plays.user_id}}]
            """;

    /** The key only names columns that may come from it. */
    @Test
    void anEventWithoutItsDeclaredKeyIsAnEventAndANullIsNone() {
        try (ViewTester views =
                ViewTester.of(ViewFiles.parse(Map.of("views.yaml", FILE)).model())) {
            views.raw("plays", "7", "{\"device\": \"phone\"}", Map.of())
                    .raw("plays", null, "{\"device\": \"phone\", \"user_id\": 8}", Map.of())
                    .raw("plays", null, "{\"device\": \"phone\"}", Map.of())
                    .raw("plays", "9", "{\"device\": \"phone\", \"user_id\": null}", Map.of())
                    .raw("plays", "7", null, Map.of())
                    .raw("plays", null, null, Map.of())
                    .raw("plays", null, "null", Map.of());
            assertThat(views.document("devices", "phone")).hasToString("Optional[{\"plays\":4,\"users\":2}]");
            assertThat(views.deadLetters()).isEmpty();
        }
    }
}
