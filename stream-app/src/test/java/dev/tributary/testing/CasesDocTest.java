package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/cases.md shows works as it is shown. */
class CasesDocTest {
    private static final Path DOCUMENT = Path.of("../docs/cases.md");
    private static final Path TEST = Path.of("src/test/java/dev/tributary/testing/CasesDocTest.java");
    private static final Path SHOP = Path.of("../examples/shop/views.yaml");

    @Test
    void theTesterDoesWhatTheDocumentShows() {
        // begin
        Path example = Path.of("../examples/shop");
        try (ViewTester views = ViewTester.of(example)) {
            views.upsert("catalog", "{\"product_id\": 7, \"product_name\": \"Desk lamp\", \"stock\": 40}")
                    .upsert("users", Map.of("user_id", 1, "email", "ada@example.org"))
                    .upsert("orders", Map.of("order_id", 10, "user_id", 1, "product_id", 7, "qty", 2));
            assertThat(views.document("product-sales", 7)).hasValueSatisfying(document -> {
                assertThat(document.get("stock").intValue()).isEqualTo(40);
                assertThat(document.get("buyers").get(0).get("email").textValue())
                        .isEqualTo("ada@example.org");
            });
            views.delete("catalog", 7);
            assertThat(views.document("product-sales", 7)).isEmpty();
        }
        // end
    }

    @Test
    void theDocumentShowsTheTestAbove() throws IOException {
        String test = Files.readString(TEST);
        String shown =
                test.substring(test.indexOf("// begin\n") + "// begin\n".length(), test.indexOf("        // end\n"));
        assertThat(block("java"))
                .isEqualTo(shown.lines()
                        .map(line -> line.replaceFirst("^ {8}", ""))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void theCaseOfTheDocumentPasses(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("case.yaml"), block("yaml"));
        Model model = ViewFiles.load(List.of(SHOP)).model();
        for (CaseFile each : CaseFile.read(List.of(file), model)) {
            assertThat(CaseRunner.run(each, model, new TopologyDriver()).failures())
                    .isEmpty();
        }
    }

    private static String block(String language) throws IOException {
        Pattern pattern = Pattern.compile("^```" + language + "\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
        Matcher matcher = pattern.matcher(Files.readString(DOCUMENT));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
