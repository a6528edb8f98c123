package dev.tributary.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.config.ServiceConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A running service, to which requests are sent: the options that say which, and the requests. */
final class Remote {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_AT_MOST = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    @Option(
            names = "--url",
            defaultValue = "${env:TRIBUTARY_URL}",
            paramLabel = "URL",
            description =
                    "Where the service is, http:// unless it says https://; default: TRIBUTARY_URL, the configuration's port, http://localhost:8080.")
    private @Nullable String url;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "A configuration file, whose http: section says the port on this machine.")
    private @Nullable Path file;

    @Option(
            names = "--token",
            defaultValue = "${env:TRIBUTARY_TOKEN}",
            paramLabel = "TOKEN",
            description = "An API key or a JWT, where the service asks for one; default: TRIBUTARY_TOKEN.")
    private @Nullable String token;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_AT_MOST).build();

    /** A path's segment or a parameter's value, encoded. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** An answer that is read as it comes. Must be closed. */
    HttpResponse<InputStream> open(String path, String accept) {
        return send(path, HttpRequest.newBuilder(address(path)).header("Accept", accept));
    }

    /** A stream of events, behind the one of an id unless that is empty. Must be closed. */
    HttpResponse<InputStream> follow(String path, String lastId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).header("Accept", "text/event-stream");
        return send(path, lastId.isEmpty() ? request : request.header("Last-Event-ID", lastId));
    }

    private HttpResponse<InputStream> send(String path, HttpRequest.Builder request) {
        if (token != null && !token.isBlank()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException away) {
            throw new NoService(base() + " does not answer: start the service, or say where it is with --url or -c");
        } catch (IOException broken) {
            throw new NoService(base() + path + ": " + broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new NoService("interrupted while waiting for " + base());
        }
    }

    /** Likewise, of an answer that must be 200. */
    InputStream read(String path, String accept) {
        HttpResponse<InputStream> response = open(path, accept);
        if (response.statusCode() != OK) {
            throw refused(response);
        }
        return response.body();
    }

    /** A small answer, as JSON. */
    JsonNode json(String path) {
        try (InputStream body = read(path, "application/json")) {
            return JSON.readTree(body);
        } catch (IOException broken) {
            throw new NoService(base() + path + ": " + broken);
        }
    }

    /** What the service says of a request that it does not answer with 200. */
    Refused refused(HttpResponse<InputStream> response) {
        String detail = "";
        try (InputStream body = response.body()) {
            detail = JSON.readTree(body).path("detail").asText();
        } catch (IOException noProblem) {
            // what answers there may be something else
        }
        return new Refused(detail.isEmpty() ? response.uri() + " answers " + response.statusCode() : detail);
    }

    private URI address(String path) {
        try {
            URI address = URI.create(base() + path);
            if (SCHEMES.contains(address.getScheme()) && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException invalid) {
            // said below, like what is a URL, but none of a service
        }
        throw new CannotRun("--url: expected a URL such as http://localhost:8080, but came " + base());
    }

    String base() {
        if (url != null && !url.isBlank()) {
            String whole = url.contains("://") ? url : "http://" + url;
            return whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
        }
        int port = file == null
                ? ServiceConfig.Http.DEFAULT_PORT
                : ServiceConfig.load(file).http().port();
        return "http://localhost:" + port;
    }

    /** No service answers, or it breaks off. */
    static final class NoService extends RuntimeException {
        NoService(String message) {
            super(message);
        }
    }

    /** The service refuses a request. */
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }
}
