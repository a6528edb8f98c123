package dev.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The documents on the view language say what the loader does. */
final class DocsTest {
    private static final Path SCHEMA = Path.of("../docs/tributary.schema.json");
    private static final Path EXAMPLES = Path.of("../examples");
    private static final String SCHEMA_LINE = "# yaml-language-server: $schema=";

    private static final Path REFERENCE = Path.of("../docs/view-language.md");
    private static final Pattern EXAMPLE = Pattern.compile("^```yaml\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.map(folder -> folder.resolve("views.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theSchemaOfEditorsIsTheSchemaOfTheProgram() throws IOException {
        assertThat(Files.readAllBytes(SCHEMA)).isEqualTo(ViewSchema.text().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesNameTheSchemaAndAreValid(Path file) throws IOException {
        String first = Files.readAllLines(file).get(0);
        assertThat(first).startsWith(SCHEMA_LINE);
        Path named = file.resolveSibling(first.substring(SCHEMA_LINE.length()));
        assertThat(named.normalize()).isEqualTo(SCHEMA.normalize());
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        Object yaml = new Load(settings).loadFromString(Files.readString(file));
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(Files.readString(named))
                        .validate(new ObjectMapper().<JsonNode>valueToTree(yaml)))
                .isEmpty();
    }

    @Test
    void theDocumentsExplainEveryProblemAndNoOther() throws IOException {
        Set<String> codes = ProblemCodes.all();
        assertThat(codes).hasSizeGreaterThan(50).contains("no-cases", "unknown-topic", "wrong-row");
        assertThat(Explanations.codes()).containsExactlyElementsOf(codes);
        assertThat(codes)
                .allSatisfy(code -> assertThat(Explanations.of(code).orElseThrow())
                        .startsWith(code + "\n\n")
                        .contains("\n    wrong   ", "\n    right   ")
                        .doesNotContain("\n### ", "\n## "));
    }

    static List<String> examplesInTheReference() throws IOException {
        return EXAMPLE.matcher(Files.readString(REFERENCE))
                .results()
                .map(example -> example.group(1))
                .filter(example -> example.startsWith("sources:"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examplesInTheReference")
    void examplesInTheReferenceLoad(String example) {
        assertThat(ViewFiles.parse(Map.of("views.yaml", example)).warnings()).isEmpty();
    }
}
