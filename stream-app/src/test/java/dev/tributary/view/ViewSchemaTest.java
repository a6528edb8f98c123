package dev.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schema refuses what it can see without knowing what names mean; the loader refuses all the rest. */
final class ViewSchemaTest {
    private static final Path VIEWS = Path.of("src/test/resources/views");
    private static final Path ERRORS = Path.of("src/test/resources/view-errors");

    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(ViewSchema.text());

    static List<Path> views() throws IOException {
        try (Stream<Path> files = Files.list(VIEWS)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void acceptsWhatLoads(Path file) throws IOException {
        assertThat(ViewFiles.load(List.of(file)).warnings()).isEmpty();
        assertThat(refusals(file)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "five-mistakes",
                "missing-key",
                "no-list",
                "not-yet",
                "nothing",
                "unknown-key",
                "where-syntax",
                "wrong-type",
                "wrong-types-in-source",
                "duplicate-names"
            })
    void refusesWhatHasTheWrongShape(String name) throws IOException {
        assertThat(refusals(ERRORS.resolve(name + ".yaml"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ambiguous-path",
                "ambiguous-relation",
                "interpolation",
                "no-relation",
                "paths",
                "reference-arity",
                "sample",
                "unknown-column",
                "unknown-source",
                "unsure-column",
                "view-cycle"
            })
    void knowsNothingOfWhatNamesMean(String name) throws IOException {
        assertThat(refusals(ERRORS.resolve(name + ".yaml"))).isEmpty();
    }

    @Test
    void namesEveryColumnType() throws IOException {
        JsonNode names = new ObjectMapper().readTree(ViewSchema.text()).at("/$defs/columnType/anyOf/0/enum");
        assertThat(names).hasSize(ColumnType.Kind.values().length - 1);
    }

    private Set<ValidationMessage> refusals(Path file) throws IOException {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true)
                .build();
        Object yaml = new Load(settings).loadFromString(Files.readString(file));
        return schema.validate(new ObjectMapper().<JsonNode>valueToTree(yaml));
    }
}
