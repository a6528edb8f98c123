package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the examples answer when they run is what their OpenAPI documents say. */
final class OpenApiAnswersTest {
    private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private String base = "";

    static List<String> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Cli.example(""))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyDocumentIsWhatItsSchemaSays(String example) throws Exception {
        try (Running running = new Running()) {
            RunningExample started = RunningExample.start(example, running);
            base = "http://127.0.0.1:" + started.port();
            OpenApiContract contract = new OpenApiContract(get("/openapi.json").body());
            assertThat(contract.views()).hasSameSizeAs(started.model().views().keySet());
            int documents = 0;
            for (String view : contract.views()) {
                documents += checkView(contract, view);
            }
            assertThat(documents).isPositive();
            for (String path : List.of("/", "/views", "/openapi.json", "/health/live", "/health/ready")) {
                contract.check(path, get(path));
            }
            contract.check("/problems/{code}", get("/problems/building"));
            contract.check("/problems/{code}", get("/problems/none"));
        }
    }

    /** Every document, by the list and by its own address. */
    private int checkView(OpenApiContract contract, String view) throws Exception {
        String one = contract.pathOfDocuments(view);
        int documents = 0;
        String cursor = "";
        do {
            HttpResponse<String> answer = get(view + "?limit=3" + cursor);
            contract.check(view, answer);
            JsonNode page = JSON.readTree(answer.body());
            for (JsonNode item : page.path("items")) {
                HttpResponse<String> document =
                        get(view + "/" + item.path("key").asText());
                contract.check(one, document);
                checkThatTheSchemaSaysSomething(contract, view, JSON.readTree(document.body()));
                documents++;
            }
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        contract.check(view, get(view + "?key=" + "nobody" + ",nobody".repeat(commas(one))));
        contract.check(view, get(view + "?limit=0"));
        contract.check(one, get(view + "/nobody" + ",nobody".repeat(commas(one))));
        contract.check(one, get(view + "/a,b,c"));
        return documents;
    }

    private static int commas(String path) {
        return (int) path.chars().filter(c -> c == ',').count();
    }

    /** A member more, or one less, is refused: the examples spell all fields out. */
    private static void checkThatTheSchemaSaysSomething(OpenApiContract contract, String view, JsonNode document) {
        String schema = "/components/schemas/" + view.substring("/views/".length());
        if (contract.document().at(schema).has("additionalProperties")) {
            ObjectNode more = document.deepCopy();
            more.put("not a field", 1);
            assertThat(contract.refusals(schema, more)).hasSize(1);
            ObjectNode less = document.deepCopy();
            less.remove(document.fieldNames().next());
            assertThat(contract.refusals(schema, less)).hasSize(1);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(ANSWER_AT_MOST)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
