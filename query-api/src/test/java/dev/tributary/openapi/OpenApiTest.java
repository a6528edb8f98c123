package dev.tributary.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI document: what is in it, and that it is one. */
final class OpenApiTest {
    private static final Path SHOP = Examples.ROOT.resolve("docs/openapi/shop.json");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final String SPECIFICATION = "https://spec.openapis.org/oas/3.1/";
    private static final String SCHEMA = SPECIFICATION + "schema-base/2025-09-15";

    /** The OpenAPI Initiative's own schemas, by address. */
    private final JsonSchema specification = JsonSchemaFactory.getInstance(
                    VersionFlag.V202012,
                    builder -> builder.schemaLoaders(
                            loaders -> loaders.schemas(address -> address.startsWith(SPECIFICATION)
                                    ? read(address.substring(SPECIFICATION.length()))
                                    : null)))
            .getSchema(SchemaLocation.of(SCHEMA));

    private static String read(String path) {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi/3.1/" + path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static List<String> examples() throws IOException {
        return Examples.names();
    }

    @Test
    void theShopsDocumentIsAsCheckedIn() throws IOException {
        String document =
                JSON.writeValueAsString(OpenApi.document("shop", Examples.plans("shop"), Security.OFF)) + "\n";
        if (Boolean.getBoolean("docs.update")) {
            Files.createDirectories(SHOP.getParent());
            Files.writeString(SHOP, document);
        }
        assertThat(SHOP)
                .as("docs/openapi/shop.json; if the change is meant, write it anew with"
                        + " mvn test -pl sandbox,stream-app,query-api -Dtest=OpenApiTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.update=true, and look at the difference")
                .hasContent(document);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itIsAnOpenApiDocument(String example) {
        assertThat(refusals(OpenApi.document(example, Examples.plans(example), Security.OFF)))
                .isEmpty();
        assertThat(refusals(OpenApi.document(example, Examples.plans(example), Security.ON)))
                .isEmpty();
    }

    @Test
    void withoutViewsItIsOneToo() {
        assertThat(refusals(OpenApi.document("empty", List.of(), Security.OFF))).isEmpty();
    }

    /** Otherwise the tests above could not fail. */
    @Test
    void whatIsNoOpenApiDocumentIsRefused() {
        ObjectNode document = OpenApi.document("shop", Examples.plans("shop"), Security.OFF);
        ObjectNode wrongParameter = document.deepCopy();
        ((ObjectNode) wrongParameter.at("/components/parameters/limit")).put("in", "somewhere");
        assertThat(refusals(wrongParameter)).isNotEmpty();
        ObjectNode wrongSchema = document.deepCopy();
        ((ObjectNode) wrongSchema.at("/components/schemas/customer-orders/properties/orders")).put("type", "list");
        assertThat(refusals(wrongSchema)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyReferenceLeadsSomewhereAndEveryOperationHasItsOwnId(String example) {
        JsonNode document = OpenApi.document(example, Examples.plans(example), Security.ON);
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        assertThat(document.findValuesAsText("operationId")).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyPartOfAPathIsAParameter(String example) {
        JsonNode paths =
                OpenApi.document(example, Examples.plans(example), Security.OFF).path("paths");
        paths.propertyStream().forEach(path -> {
            Set<String> parameters = new HashSet<>();
            List<JsonNode> declared = new ArrayList<>();
            path.getValue().path("parameters").forEach(declared::add);
            path.getValue().at("/get/parameters").forEach(declared::add);
            declared.stream()
                    .filter(parameter -> parameter.path("in").asText().equals("path"))
                    .forEach(parameter -> parameters.add(parameter.path("name").asText()));
            String rest = path.getKey();
            for (String name : parameters) {
                assertThat(rest).contains("{" + name + "}");
                rest = rest.replace("{" + name + "}", "");
            }
            assertThat(rest).doesNotContain("{");
        });
    }

    @Test
    void aCompositeKeyHasAParameterForEachPart() {
        JsonNode paths = OpenApi.document("library", Examples.plans("library"), Security.OFF)
                .path("paths");
        assertThat(paths.has("/views/credits/{book_id},{author_id}")).isTrue();
        assertThat(paths.has("/views/book-pages/{key}")).isTrue();
        JsonNode odd =
                OpenApi.document("odd", Examples.plansOf("""
                        sources:
                          rows: {topic: t, key: [field, 'a b']}
                        views:
                          odd: {from: rows}
                        """), Security.OFF).path("paths");
        assertThat(odd.has("/views/odd/{key1},{key2}")).isTrue();
    }

    @Test
    void indexedFieldsAreParameters() {
        JsonNode parameters = OpenApi.document("bank", Examples.plans("bank"), Security.OFF)
                .path("paths")
                .path("/views/balances")
                .at("/get/parameters");
        List<String> described = new ArrayList<>();
        parameters.forEach(parameter -> {
            if (parameter.has("name")) {
                described.add(parameter.path("name").asText() + ": "
                        + parameter.path("description").asText());
            }
        });
        assertThat(described)
                .containsExactly(
                        "key: Documents of these keys, in this order; of other parameters only `fields` and `timeout` go with it.",
                        "currency: Documents whose `currency` is one of these: alone.",
                        "owner_country: Documents whose `owner_country` is one of these: together with `owner_number`.",
                        "owner_number: Documents whose `owner_number` is one of these: together with `owner_country`.");
    }

    @Test
    void collectionsAreNamed() {
        JsonNode paths =
                OpenApi.document("bank", Examples.plans("bank"), Security.OFF).path("paths");
        assertThat(paths.path("/views/customer-pages/{country},{number}/{field}")
                        .at("/get/parameters/2/schema/enum")
                        .toString())
                .isEqualTo("[\"accounts\",\"payees\"]");
        assertThat(paths.has("/views/activity/{key}/{field}")).isFalse();
        assertThat(paths.path("/views/expensive-months/{key}/{field}")
                        .at(
                                "/get/responses/200/content/application~1json/schema/properties/items/items/anyOf/1/required")
                        .toString())
                .isEqualTo("[\"key\",\"value\"]");
    }

    @Test
    void securityIsInItWhenItIsOn() {
        JsonNode off = OpenApi.document("shop", Examples.plans("shop"), Security.OFF);
        assertThat(off.has("security")).isFalse();
        assertThat(off.at("/components/responses").has("status-401")).isFalse();
        JsonNode on = OpenApi.document("shop", Examples.plans("shop"), Security.ON);
        assertThat(on.path("security").toString()).isEqualTo("[{\"bearer\":[]},{\"key\":[]}]");
        assertThat(on.at("/components/securitySchemes/key/name").asText()).isEqualTo("X-API-Key");
        JsonNode paths = on.path("paths");
        assertThat(paths.path("/views/customer-orders").at("/get/responses").has("401"))
                .isTrue();
        assertThat(paths.path("/health/live").at("/get/security").toString()).isEqualTo("[]");
    }

    private Set<ValidationMessage> refusals(JsonNode document) {
        return specification.validate(document);
    }
}
