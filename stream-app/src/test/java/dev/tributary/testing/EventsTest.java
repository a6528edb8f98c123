package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.ViewFiles;
import java.util.Map;
import java.util.StringJoiner;
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

    /** They were all known by the offset of their record: the last one replaced the others. */
    @Test
    void everyRowOfARecordIsAnEvent() {
        String file = """
                sources:
                  plays: {topic: plays, kind: events, format: canal, key: id}
                views:
                  devices:
                    from: plays
                    group_by: {device: device}
                    fields:
                      - plays: {count: plays}
                      - seconds: {sum: plays.seconds}
                      - last: {pluck: plays.id, order_by: [-id], limit: 2}
                """;
        try (ViewTester views =
                ViewTester.of(ViewFiles.parse(Map.of("views.yaml", file)).model())) {
            int id = 0;
            for (int record = 0; record < 3; record++) {
                StringJoiner rows = new StringJoiner(", ");
                for (int i = 0; i < 50; i++) {
                    rows.add("{\"id\": \"" + id++ + "\", \"device\": \"phone\", \"seconds\": \"2\"}");
                }
                views.raw(
                        "plays",
                        null,
                        "{\"type\": \"INSERT\", \"mysqlType\": {\"id\": \"int\", \"device\": \"varchar(9)\","
                                + " \"seconds\": \"int\"}, \"data\": [" + rows + "]}",
                        Map.of());
            }
            assertThat(views.document("devices", "phone"))
                    .hasToString("Optional[{\"plays\":150,\"seconds\":300,\"last\":[149,148]}]");
        }
    }

    @Test
    void oneShowsTheFirstInOrder() {
        String file = """
                sources:
                  users: {topic: users, key: id}
                  clicks: {topic: clicks, kind: events, references: {user_id: users}}
                views:
                  activity:
                    from: users
                    fields:
                      - last: {one: clicks, order_by: [-at], fields: [at]}
                      - {flatten: clicks, order_by: [at], fields: [page]}
                """;
        try (ViewTester views =
                ViewTester.of(ViewFiles.parse(Map.of("views.yaml", file)).model())) {
            views.upsert("users", Map.of("id", 1));
            for (int at : new int[] {2, 3, 1}) {
                views.upsert("clicks", Map.of("user_id", 1, "at", at, "page", "p" + at));
            }
            assertThat(views.document("activity", 1)).hasToString("Optional[{\"last\":{\"at\":3},\"page\":\"p1\"}]");
        }
    }
}
