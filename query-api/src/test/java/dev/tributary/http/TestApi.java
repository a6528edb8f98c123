package dev.tributary.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.config.ServiceConfig;
import dev.tributary.metrics.Metrics;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A server on a free port over two views, and a client of it. */
final class TestApi implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final int PARTITIONS = 4;

    private static final String FILE = """
            sources:
              users: {topic: users, key: user_id}
              orders: {topic: orders, key: order_id, references: {user_id: users}}
              stock: {topic: stock, key: [shop, item]}
            views:
              customers:
                from: users
                fields:
                  - user_id
                  - name
                  - orders: {many: orders, order_by: [-rank], fields: [order_id, rank]}
              shelves:
                from: stock
            """;

    final TestView customers;
    final TestView shelves;
    final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, ViewReads> views = new LinkedHashMap<>();

    TestApi(Path directory) {
        this(directory, new HttpServer.Options("127.0.0.1", 0), TopologyPages.NONE);
    }

    TestApi(Path directory, TopologyPages topology) {
        this(directory, new HttpServer.Options("127.0.0.1", 0), topology);
    }

    /** @param http the section of a configuration, without its address */
    static TestApi configured(Path directory, String http) throws IOException {
        return new TestApi(
                directory, new HttpServer.Options("tributary", section(directory, http)), TopologyPages.NONE);
    }

    /** The section as a service would read it. */
    static ServiceConfig.Http section(Path directory, String http) throws IOException {
        Files.writeString(directory.resolve("views.yaml"), FILE);
        String file = "service: s\nviews: views.yaml\nhttp:\n  host: 127.0.0.1\n  port: 0\n" + http.indent(2);
        return ServiceConfig.load(Files.writeString(directory.resolve("service.yaml"), file))
                .http();
    }

    private TestApi(Path directory, HttpServer.Options options, TopologyPages topology) {
        customers = TestView.of(directory.resolve("customers"), FILE, "customers", PARTITIONS);
        shelves = TestView.of(directory.resolve("shelves"), FILE, "shelves", PARTITIONS);
        views.put("customers", customers);
        views.put("shelves", shelves);
        server = HttpServer.start(options, () -> views, topology, new Metrics());
    }

    void serve(String name, ViewReads view) {
        views.put(name, view);
    }

    static ViewStatus status(ViewStatus.State state, String detail, double progress) {
        return new ViewStatus(state, detail, progress, 0, 0, 0);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    /** The answer as it comes, which may be compressed. */
    HttpResponse<byte[]> getBytes(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request("GET", path, headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(method, path, headers), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpRequest request(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    /** The problem's code, title and detail, on three lines. */
    static String problem(HttpResponse<String> response) throws IOException {
        JsonNode problem = json(response);
        return response.statusCode() + " "
                + response.headers().firstValue("Content-Type").orElse("") + "\n"
                + problem.path("type").asText() + " " + problem.path("status").asInt() + "\n"
                + problem.path("title").asText() + ": " + problem.path("detail").asText();
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Override
    public void close() {
        server.close();
        customers.close();
        shelves.close();
    }
}
