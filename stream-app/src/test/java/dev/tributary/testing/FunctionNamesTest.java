package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.ViewFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Functions whose names begin like a column that may be there. */
final class FunctionNamesTest {
    /** Where no columns are declared, {@code math} was taken for one. */
    @Test
    void theMathematicalFunctionsAreKnownInViews() {
        String file = """
                sources: {a: {topic: a, key: id}}
                views:
                  v:
                    from: a
                    fields:
                      - round: {expr: "math.round(n)"}
                      - most: {expr: "math.greatest(n, 3)"}
                      - text: {expr: "strings.quote(math)"}
                """;
        try (ViewTester views =
                ViewTester.of(ViewFiles.parse(Map.of("views.yaml", file)).model())) {
            views.upsert("a", Map.of("id", 1, "n", 1.5, "math", "yes"));
            assertThat(views.document("v", 1))
                    .hasToString("Optional[{\"round\":2,\"most\":3,\"text\":\"\\\"yes\\\"\"}]");
        }
    }
}
