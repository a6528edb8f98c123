package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Columns that have not changed, and truncations, from the topics to the documents. */
final class LargeColumnsAndTruncationsTest {
    private static final Model MODEL = ViewFiles.parse(Map.of("shop.yaml", """
                    sources:
                      users: {topic: users, format: debezium, key: id}
                      orders: {topic: orders, format: debezium, key: id, references: {user_id: users}}
                    views:
                      customers:
                        from: users
                        fields:
                          - id
                          - name
                          - photo
                          - orders: {many: orders, fields: [id, note]}
                    """)).model();

    private static SourceRecord users(@Nullable String key, String value) {
        return new SourceRecord("users", bytes(key), bytes(value), Map.of());
    }

    private static SourceRecord orders(@Nullable String key, String value) {
        return new SourceRecord("orders", bytes(key), bytes(value), Map.of());
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String document(Driver.Session session) {
        Optional<JsonNode> document = session.document("customers", "1");
        return document.map(each -> each.toString().replace('"', '\'')).orElse("none");
    }

    private static final SourceRecord USER =
            users("{'id':1}", "{'before':null,'after':{'id':1,'name':'Ada','photo':'large'},'op':'c'}");
    private static final SourceRecord RENAMED = users(
            "{'id':1}",
            "{'before':null,'after':{'id':1,'name':'Ada L.','photo':'__debezium_unavailable_value'},'op':'u'}");
    private static final SourceRecord ORDER =
            orders("{'id':7}", "{'before':null,'after':{'id':7,'user_id':1,'note':'large'},'op':'c'}");
    private static final SourceRecord MOVED = orders(
            "{'id':7}", "{'before':null,'after':{'id':7,'user_id':1,'note':'__debezium_unavailable_value'},'op':'u'}");
    private static final SourceRecord TRUNCATION =
            orders(null, "{'before':null,'after':null,'source':{'table':'orders'},'op':'t'}");

    @Test
    void aColumnThatHasNotChangedStays() {
        try (Driver.Session session = new TopologyDriver().open(MODEL)) {
            session.apply(List.of(USER, RENAMED, ORDER, MOVED));
            String expected = "{'id':1,'name':'Ada L.','photo':'large','orders':[{'id':7,'note':'large'}]}";
            assertThat(document(session)).isEqualTo(expected);
            session.apply(List.of(USER, RENAMED, RENAMED, ORDER, MOVED, MOVED));
            assertThat(document(session)).as("said again").isEqualTo(expected);
        }
    }

    @Test
    void aColumnThatNobodyKnowsIsNull() {
        try (Driver.Session session = new TopologyDriver().open(MODEL)) {
            session.apply(List.of(RENAMED));
            assertThat(document(session)).isEqualTo("{'id':1,'name':'Ada L.','photo':null,'orders':[]}");
        }
    }

    @Test
    void aTruncationEmptiesTheSourceAndNoOther() {
        try (Driver.Session session = new TopologyDriver().open(MODEL)) {
            String without = "{'id':1,'name':'Ada','photo':'large','orders':[]}";
            session.apply(List.of(USER, ORDER, TRUNCATION));
            assertThat(document(session)).isEqualTo(without);
            session.apply(List.of(ORDER));
            assertThat(document(session)).contains("'orders':[{'id':7");
            session.apply(List.of(TRUNCATION, TRUNCATION));
            assertThat(document(session)).isEqualTo(without);
        }
    }
}
