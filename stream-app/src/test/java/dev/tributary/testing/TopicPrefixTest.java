package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicPrefixTest {
    @Test
    void aCaseRunsTheSameInOtherTopics() {
        Model model = ViewFiles.parse(Map.of("views.yaml", """
                        sources: {users: {topic: t.users, key: user_id}}
                        views: {names: {from: users, fields: [name]}}
                        """)).model();
        TopicPrefix prefix = new TopicPrefix("case-1.");
        var records = new RowRecords(model).upsert("users", Map.of("user_id", 1, "name", "Ada"));
        try (ViewTester views = ViewTester.of(prefix.model(model))) {
            views.send(prefix.records(records));
            assertThat(views.document("names", 1).orElseThrow()).hasToString("{\"name\":\"Ada\"}");
        }
        assertThat(prefix.records(records)).extracting(SourceRecord::topic).containsExactly("case-1.t.users");
    }
}
