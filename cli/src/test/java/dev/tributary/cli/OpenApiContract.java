package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds answers against the OpenAPI document of the service that gave them. */
final class OpenApiContract {
    private static final String ADDRESS = "https://service.invalid/openapi.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    OpenApiContract(String document) throws IOException {
        this.document = JSON.readTree(document);
        schemas = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, document))));
    }

    JsonNode document() {
        return document;
    }

    /** The paths of the views, for their lists. */
    Set<String> views() {
        Set<String> views = new LinkedHashSet<>();
        document.path("paths").fieldNames().forEachRemaining(path -> {
            if (path.matches("/views/[^/]+")) {
                views.add(path);
            }
        });
        return views;
    }

    /** The one address of a view's documents. */
    String pathOfDocuments(String view) {
        return document.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(path -> path.matches(Pattern.quote(view) + "/\\{[^/]*"))
                .reduce((one, other) -> {
                    throw new AssertionError(view + " has both " + one + " and " + other);
                })
                .orElseThrow();
    }

    /** Fails unless the document says that the address may give this answer. */
    void check(String path, HttpResponse<String> answer) throws IOException {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        String at = "/paths/" + path.replace("~", "~0").replace("/", "~1") + "/get/responses/" + answer.statusCode();
        String reference = document.at(at).path("$ref").asText();
        String response = reference.isEmpty() ? at : reference.substring(1);
        assertThat(document.at(response).isMissingNode())
                .as("%s may answer %s: %s", path, answer.statusCode(), answer.body())
                .isFalse();
        document.at(response).path("headers").fieldNames().forEachRemaining(header -> {
            boolean isAlwaysThere = answer.statusCode() == 200 && header.equals("View-Lag");
            assertThat(answer.headers().firstValue(header).isPresent() || !isAlwaysThere)
                    .as("%s answers %s with %s", path, answer.statusCode(), header)
                    .isTrue();
        });
        String content = response + "/content/" + type.replace("/", "~1");
        assertThat(document.at(content + "/schema").isMissingNode())
                .as("%s may answer %s as %s", path, answer.statusCode(), type)
                .isFalse();
        assertThat(refusals(content + "/schema", JSON.readTree(answer.body())))
                .as("%s answered %s", path, answer.body())
                .isEmpty();
    }

    /** What a schema of the document says against some JSON. */
    Set<ValidationMessage> refusals(String pointer, JsonNode json) {
        return schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + encoded(pointer)), STRICT)
                .validate(json);
    }

    private static String encoded(String pointer) {
        return pointer.replace("{", "%7B").replace("}", "%7D");
    }
}
