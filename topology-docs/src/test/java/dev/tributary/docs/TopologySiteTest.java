package dev.tributary.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages as HTML; that their graphs are drawn is tested with a browser. */
final class TopologySiteTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    @Test
    void everyPageOfTheExamplesRefersOnlyToFilesBesideIt() {
        CheckedIn.models().values().forEach(model -> {
            TopologySite site = new TopologySite(model);
            model.views().keySet().forEach(view -> {
                List<String> references = REFERENCE
                        .matcher(page(site, view))
                        .results()
                        .map(found -> found.group(1))
                        .filter(reference -> !reference.equals("data:,"))
                        .toList();
                assertThat(references).containsExactly("page.css", "mermaid.min.js", "draw.js");
                assertThat(references)
                        .allSatisfy(file -> assertThat(site.file(file)).isPresent());
            });
        });
    }

    private static String page(TopologySite site, String view) {
        return new String(site.page(view).orElseThrow(), UTF_8);
    }

    @Test
    void aPageHasTheTablesAndGraphsOfItsMarkdown() {
        Model model = Objects.requireNonNull(CheckedIn.models().get("shop"));
        String page = page(new TopologySite(model), "customer-orders");
        assertThat(page)
                .contains("<title>customer-orders</title>", "<h1>customer-orders</h1>")
                .contains("<td><code>order-service.orders</code></td>")
                .contains("<pre class=\"mermaid\">flowchart LR\n")
                .doesNotContain("```", "| --- |");
    }

    @Test
    void noNameIsMarkup() {
        Model model = ViewFiles.parse(Map.of("f.yaml", """
                sources:
                  rows: {topic: '<script>alert(1)</script>', key: '<b>'}
                views:
                  v: {from: rows, where: "a < '</pre>'"}
                """)).model();
        assertThat(page(new TopologySite(model), "v"))
                .contains("&lt;script&gt;", "&lt;b&gt;")
                .doesNotContain("<script>", "<b>", "'</pre>'");
    }

    @Test
    void nothingElseIsThere() {
        TopologySite site =
                new TopologySite(CheckedIn.models().values().iterator().next());
        assertThat(site.page("nobody")).isEmpty();
        assertThat(site.file("../Pages.class")).isEmpty();
        assertThat(site.file("mermaid.LICENSE.txt")).isEmpty();
        assertThat(site.file("")).isEmpty();
    }
}
