package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.view.ViewFiles;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewTesterTest {
    private static final String FILE = """
            sources:
              users: {topic: t.users, key: user_id}
              orders:
                topic: t.orders
                format: connect
                key: order_id
                references: {user_id: users}
                types: {total: "decimal(12,2)"}
              visits: {topic: t.visits, format: debezium, key: [user_id, day]}
            views:
              customers:
                from: users
                fields:
                  - user_id
                  - name
                  - orders: {many: orders, order_by: [-total], fields: [order_id, total]}
              days: {from: visits, fields: [pages]}
            """;

    private final ViewTester views =
            ViewTester.of(ViewFiles.parse(Map.of("views.yaml", FILE)).model());

    @AfterEach
    void close() {
        views.close();
    }

    @Test
    void joinsRowsInWhateverOrderTheyCome() {
        views.upsert("orders", Map.of("order_id", 10, "user_id", 1, "total", new BigDecimal("9.50")));
        assertThat(views.document("customers", 1)).isEmpty();
        views.upsert("users", "{\"user_id\": 1, \"name\": \"Ada\"}")
                .upsert("orders", "{\"order_id\": 11, \"user_id\": 1, \"total\": 12.00}");
        assertThat(text(views.document("customers", 1)))
                .isEqualTo("{\"user_id\":1,\"name\":\"Ada\",\"orders\":["
                        + "{\"order_id\":11,\"total\":12.00},{\"order_id\":10,\"total\":9.50}]}");
        views.delete("orders", 11).delete("users", 2);
        assertThat(text(views.document("customers", "1")))
                .isEqualTo("{\"user_id\":1,\"name\":\"Ada\",\"orders\":[{\"order_id\":10,\"total\":9.50}]}");
        views.delete("users", 1);
        assertThat(views.document("customers", 1)).isEmpty();
    }

    @Test
    void numbersStayExact() {
        String big = "123456789012345678901234567890";
        views.upsert("users", "{\"user_id\": " + big + ", \"name\": 1.10}");
        JsonNode document =
                views.document("customers", new java.math.BigInteger(big)).orElseThrow();
        assertThat(document.get("name").decimalValue()).isEqualTo(new BigDecimal("1.10"));
        assertThat(views.documents("customers")).containsOnlyKeys(big);
    }

    @Test
    void listsDocumentsByTheTextsOfTheirKeys() {
        views.upsert("visits", "{\"user_id\": 2, \"day\": \"24/7\", \"pages\": 1}")
                .upsert("visits", "{\"user_id\": 1, \"day\": \"a,b\", \"pages\": 2}");
        assertThat(views.documents("days").keySet()).containsExactly("1,a%2Cb", "2,24%2F7");
        assertThat(text(views.document("days", 1, "a,b"))).isEqualTo("{\"pages\":2}");
        assertThat(text(views.documentAt("days", "2,24/7"))).isEqualTo("{\"pages\":1}");
        views.delete("visits", List.of(2, "24/7"));
        assertThat(views.documents("days").keySet()).containsExactly("1,a%2Cb");
    }

    @Test
    void whatDoesNotDecodeGoesToTheDeadLettersAndTheNextRecordIsRead() {
        views.upsert("users", "{\"user_id\": 1, \"name\": \"Ada\"}")
                .raw("t.users", "2", "{\"user_id\": 2,", Map.of("trace", "7"))
                .upsert("users", "{\"user_id\": 3, \"name\": \"Cleo\"}");
        assertThat(views.documents("customers")).containsOnlyKeys("1", "3");
        assertThat(views.deadLetters()).hasSize(1);
        DeadLetter letter = views.deadLetters().get(0);
        assertThat(letter.value()).asString().isEqualTo("{\"user_id\": 2,");
        assertThat(letter.headers())
                .containsEntry("trace", "7")
                .containsEntry("tributary.source", "users")
                .containsEntry("tributary.topic", "t.users")
                .containsEntry("tributary.partition", "0")
                .containsEntry("tributary.offset", "1")
                .hasEntrySatisfying(
                        "tributary.reason", reason -> assertThat(reason).startsWith("Expected JSON, but it is broken"));
    }

    @Test
    void namesThatThereAreNotAreRefused() {
        assertThatThrownBy(() -> views.upsert("user", Map.of("user_id", 1)))
                .hasMessage("there is no source `user`: did you mean `users`?");
        assertThatThrownBy(() -> views.document("nothing", 1))
                .hasMessage("there is no view `nothing`: the views are `customers`, `days`");
        assertThatThrownBy(() -> views.document("days", 1)).hasMessage("the key of days has 2 parts, not 1");
        assertThatThrownBy(() -> views.raw("t.user", null, "{}", Map.of()))
                .hasMessage("no source reads the topic `t.user`: did you mean `t.users`?");
    }

    private static String text(Optional<JsonNode> document) {
        return document.map(JsonNode::toString).orElse("none");
    }
}
