package dev.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.tributary.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schema refuses what it can see without knowing what names mean; the loader refuses all the rest. */
final class ViewSchemaTest {
    private static final Path VIEWS = Path.of("src/test/resources/views");

    /** Mistakes that a file shows by its shape alone. */
    private static final Set<String> OF_SHAPE = Set.of(
            "flatten-with-name",
            "misplaced-key",
            "missing-key",
            "missing-registry",
            "needless-registry",
            "no-groups",
            "two-verbs",
            "unknown-format",
            "unknown-key",
            "unknown-key-format",
            "unknown-kind",
            "unknown-type",
            "wrong-type");

    /** Mistakes of which the schema sees some. */
    private static final Set<String> PARTLY_OF_SHAPE = Set.of("bad-name", "wrong-value", "yaml-syntax");

    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(ViewSchema.text());

    static List<Path> views() throws IOException {
        try (Stream<Path> files = Files.list(VIEWS)) {
            return files.sorted().toList();
        }
    }

    static List<String> errors() throws IOException {
        return ViewErrorsTest.names();
    }

    @ParameterizedTest
    @MethodSource("views")
    void acceptsWhatLoads(Path file) throws IOException {
        assertThat(ViewFiles.load(List.of(file)).warnings()).isEmpty();
        assertThat(refusals(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("errors")
    void agreesWithTheLoaderOnWhatHasTheWrongShape(String name) throws IOException {
        Set<String> codes = new HashSet<>();
        for (Problem problem : ViewErrorsTest.problems(name)) {
            codes.add(problem.code());
        }
        assertThat(codes).isNotEmpty();
        if (!Collections.disjoint(codes, OF_SHAPE)) {
            assertThat(refusals(ViewErrorsTest.text(name))).isNotEmpty();
        } else if (Collections.disjoint(codes, PARTLY_OF_SHAPE)) {
            assertThat(refusals(ViewErrorsTest.text(name))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {topic: t}
            {topic: t, key: a, version: v, kind: events}
            {topic: t, key: a, format: avro}
            {topic: t, key: a, format: {format: avro}}
            {topic: t, key: a, format: {registry: "http://r"}}
            {topic: t, key: a, format: {format: json, registry: "http://r"}}
            {topic: t, key: a, key_format: avro}
            {topic: t, key: a, key_format: avro, format: {format: json}}
            {topic: t, key: a, key_format: text}
            {topic: t, key: a, kind: fact}
            """)
    void refusesSourcesThatTheLoaderRefuses(String source) {
        assertThat(refusals("sources: {s: " + source + "}")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {topic: t, kind: events}
            {topic: t, kind: "${env:KIND}", key: a}
            {topic: t, key: a, format: "${env:FORMAT}"}
            {topic: t, key: a, format: {format: avro, registry: "http://${env:REGISTRY}"}}
            {topic: t, key: a, key_format: avro, format: {format: json, registry: "http://r"}}
            {topic: t, key: a, key_format: none, version: v, where: "a != null"}
            """)
    void acceptsSourcesThatTheLoaderAccepts(String source) {
        assertThat(refusals("sources: {s: " + source + "}")).isEmpty();
    }

    @Test
    void namesEveryColumnType() throws IOException {
        JsonNode names = new ObjectMapper().readTree(ViewSchema.text()).at("/$defs/columnType/anyOf/0/enum");
        assertThat(names).hasSize(ColumnType.Kind.values().length - 1);
    }

    @Test
    void knowsEveryVerbWithItsModifiers() throws IOException {
        JsonNode defs = new ObjectMapper().readTree(ViewSchema.text()).at("/$defs");
        for (Verb verb : Verb.values()) {
            JsonNode properties = defs.path(verb.key()).path("properties");
            assertThat(properties.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(verb.keys());
        }
    }

    private Set<ValidationMessage> refusals(String file) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true)
                .build();
        Object yaml = new Load(settings).loadFromString(file);
        return schema.validate(new ObjectMapper().<JsonNode>valueToTree(yaml));
    }
}
