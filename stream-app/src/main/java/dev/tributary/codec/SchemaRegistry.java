package dev.tributary.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A schema registry, asked as Confluent's is; others answer in the same way (Apicurio's below {@code /apis/ccompat/v7}). It
 * is waited for while it is away; a schema that it does not know is the record's fault.
 */
final class SchemaRegistry {
    /** A stream thread may not be away from its consumer for longer than five minutes. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int MAX_REFERENCES = 1000;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(REQUEST_TIMEOUT).build();

    private final String url;
    private final Optional<String> authorization;
    private final Duration patience;

    /** @param url may carry a name and a password: {@code http://name:password@host} */
    SchemaRegistry(String url, Duration patience) {
        URI given = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        String user = given.getUserInfo();
        this.url = user == null ? given.toString() : given.toString().replace(given.getRawUserInfo() + "@", "");
        this.authorization = Optional.ofNullable(user)
                .map(each -> "Basic " + Base64.getEncoder().encodeToString(each.getBytes(StandardCharsets.UTF_8)));
        this.patience = patience;
    }

    /**
     * What is registered.
     *
     * @param type as the registry calls it; empty when it does not say
     * @param references the schemas that it imports, and those that they import, by the names by which they do; each after
     *     those that it needs
     */
    record Registered(String schema, Optional<String> type, Map<String, String> references) {}

    /** @throws RegistryUnavailable when the registry does not answer for as long as a record may wait */
    Registered schema(int id) throws IOException {
        JsonNode answer = get("/schemas/ids/" + id, "schema " + id);
        Map<String, String> references = new LinkedHashMap<>();
        addReferences(answer, references);
        Optional<String> type = Optional.ofNullable(answer.get("schemaType")).map(JsonNode::asText);
        return new Registered(answer.path("schema").asText(), type, references);
    }

    private void addReferences(JsonNode answer, Map<String, String> references) throws IOException {
        for (JsonNode reference : answer.path("references")) {
            String name = reference.path("name").asText();
            if (references.containsKey(name)) {
                continue;
            }
            if (references.size() >= MAX_REFERENCES) {
                throw new BadRecord("Expected a schema of at most " + MAX_REFERENCES + " references, but it has more");
            }
            String subject = reference.path("subject").asText();
            String version = reference.path("version").asText();
            String path = "/subjects/"
                    + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20") + "/versions/" + version;
            JsonNode imported = get(path, "version " + version + " of " + subject);
            references.put(name, "");
            addReferences(imported, references);
            references.remove(name);
            references.put(name, imported.path("schema").asText());
        }
    }

    private JsonNode get(String path, String what) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            IOException failure;
            try {
                HttpResponse<String> response = CLIENT.send(request(path), BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    return MAPPER.readTree(response.body());
                }
                if (response.statusCode() == 404) {
                    throw new BadRecord("Expected the registry to know " + what + ", but it does not");
                }
                failure = new IOException("status " + response.statusCode() + ": " + Slice.excerpt(response.body()));
            } catch (BadRecord unknown) {
                throw unknown;
            } catch (IOException away) {
                failure = away;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw unavailable(path, stopped);
            }
            if (System.nanoTime() + pause.toNanos() > deadline) {
                throw unavailable(path, failure);
            }
            pause = sleep(pause, path);
        }
    }

    private Duration sleep(Duration pause, String path) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unavailable(path, stopped);
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    private RegistryUnavailable unavailable(String path, Exception cause) {
        return new RegistryUnavailable(
                "the schema registry does not answer GET " + url + path + " (" + cause + ")", cause);
    }

    private HttpRequest request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(REQUEST_TIMEOUT)
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }
}
