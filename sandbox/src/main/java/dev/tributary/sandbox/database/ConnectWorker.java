package dev.tributary.sandbox.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.sandbox.Ports;
import dev.tributary.sandbox.SandboxException;
import dev.tributary.sandbox.process.Jvm;
import dev.tributary.sandbox.process.Patience;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A distributed Connect worker in a process of its own, and its REST API. Thread-safe. */
public final class ConnectWorker implements AutoCloseable {
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(30);
    private static final List<String> OPTIONS =
            List.of("-Xms64m", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOST = "127.0.0.1";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500;

    private final Setup setup;
    private final int port = Ports.free();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWERED_WITHIN).build();
    private @Nullable Jvm jvm;

    /**
     * What a worker is made of.
     *
     * @param home the folder {@code connect} of the repository: its properties, and what the build put there
     * @param directory for its log and what it needs for itself
     * @param environment what its properties and connectors name as {@code ${env:…}}
     */
    public record Setup(Path home, Path directory, Map<String, String> environment) {}

    private ConnectWorker(Setup setup) {
        this.setup = setup;
    }

    /** Starts one, and returns when it can be asked for connectors. */
    public static ConnectWorker start(Setup setup) {
        if (!Files.isDirectory(programs(setup.home))) {
            throw new SandboxException("there is no Connect in " + programs(setup.home)
                    + ": build it with  mvn -Pdatabases -pl connect package");
        }
        ConnectWorker worker = new ConnectWorker(setup);
        try {
            worker.startAgain();
            worker.awaitStart();
            return worker;
        } catch (RuntimeException | Error failure) {
            worker.close();
            throw failure;
        }
    }

    private static Path programs(Path home) {
        return home.resolve("target").resolve("worker");
    }

    /** Starts it again after a kill; it is ready some time later. */
    public synchronized void startAgain() {
        Map<String, String> environment = new HashMap<>(setup.environment);
        environment.put("REST_HOST", HOST);
        environment.put("REST_PORT", Integer.toString(port));
        jvm = Jvm.start(
                setup.directory.resolve("connect.log"),
                setup.directory.resolve("tmp"),
                new Jvm.Program(
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        List.of(properties().toString()),
                        OPTIONS,
                        // with how it logs
                        setup.home + File.pathSeparator + programs(setup.home) + "/*",
                        environment));
    }

    /** Those of the repository, with the plugins' folder on this machine: of two lines for one name the last counts. */
    private Path properties() {
        try {
            Files.createDirectories(setup.directory);
            String ours = Files.readString(setup.home.resolve("worker.properties")) + "plugin.path="
                    + setup.home.resolve("target").resolve("plugins") + "\n";
            return Files.writeString(setup.directory.resolve("worker.properties"), ours);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot configure Connect in " + setup.directory, e);
        }
    }

    /** Waits until it can be asked for connectors. */
    public void awaitStart() {
        Patience.until(
                "Connect to start",
                STARTED_WITHIN,
                () -> {
                    requireRunning();
                    return ask("GET", "/connectors", null).statusCode() == OK;
                },
                this::lastWords);
    }

    private synchronized void requireRunning() {
        if (jvm == null || !jvm.isAlive()) {
            throw new Patience.GaveUp("Connect has ended: " + lastWords());
        }
    }

    private synchronized String lastWords() {
        return jvm == null ? "it was never started" : jvm.lastWords();
    }

    /** Where its REST API is. */
    public String url() {
        return "http://" + HOST + ":" + port;
    }

    /** Creates or changes a connector of the repository, by the name of its file without the ending. */
    public void configure(String name) {
        try {
            configure(name, Files.readString(setup.home.resolve(name + ".json"), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the connector " + name, e);
        }
    }

    /** Creates or changes a connector. */
    public void configure(String name, String configuration) {
        expect("PUT", "/connectors/" + name + "/config", configuration);
    }

    /** Waits until a connector and all its tasks run. */
    public void awaitRunning(String name) {
        Patience.until(
                "connector " + name + " to run",
                STARTED_WITHIN,
                () -> {
                    JsonNode status = JSON.readTree(
                            ask("GET", "/connectors/" + name + "/status", null).body());
                    for (JsonNode task : status.path("tasks")) {
                        if (task.path("state").asText().equals("FAILED")) {
                            throw new Patience.GaveUp("connector " + name + " failed: "
                                    + task.path("trace").asText());
                        }
                    }
                    return isRunning(status.path("connector"))
                            && !status.path("tasks").isEmpty()
                            && isRunning(status.path("tasks").path(0));
                },
                this::lastWords);
    }

    /** Of each connector the state of it and of its tasks, with the trace of what has failed. */
    public JsonNode statuses() throws IOException, InterruptedException {
        HttpResponse<String> answer = ask("GET", "/connectors?expand=status", null);
        if (answer.statusCode() != OK) {
            throw new IOException("status " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private static boolean isRunning(JsonNode part) {
        return part.path("state").asText().equals("RUNNING");
    }

    /** Starts a connector again if it, or its task, has failed: Connect does not try that by itself. */
    public void restartFailed(String name) {
        expect("POST", "/connectors/" + name + "/restart?includeTasks=true&onlyFailed=true", "");
    }

    /** Lets a source begin anew, with a snapshot of what there is. Of rows that are deleted before it begins nothing is told. */
    public void startOver(String name) {
        expect("PUT", "/connectors/" + name + "/stop", "");
        Patience.until(
                "connector " + name + " to forget where it was",
                STARTED_WITHIN,
                () -> ask("DELETE", "/connectors/" + name + "/offsets", null).statusCode() == OK);
        expect("PUT", "/connectors/" + name + "/resume", "");
    }

    /** Asks until it is taken: while workers agree on their work, requests are refused for a moment. */
    private void expect(String method, String path, String body) {
        String[] refused = {""};
        Patience.until(
                method + " " + path + " to be taken",
                STARTED_WITHIN,
                () -> {
                    HttpResponse<String> answer = ask(method, path, body);
                    int status = answer.statusCode();
                    refused[0] = status + " " + answer.body();
                    if (status >= BAD_REQUEST && status < SERVER_ERROR && status != CONFLICT && status != NOT_FOUND) {
                        throw new Patience.GaveUp("Connect refused " + method + " " + path + ": " + refused[0]);
                    }
                    return status < BAD_REQUEST;
                },
                () -> refused[0]);
    }

    private HttpResponse<String> ask(String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(ANSWERED_WITHIN)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Its process; empty before it is started. */
    synchronized Optional<Jvm> process() {
        return Optional.ofNullable(jvm);
    }

    /** {@code kill -9}. */
    public synchronized void kill() {
        if (jvm != null) {
            jvm.kill();
        }
    }

    /** Kills it: what it knows is in Kafka. */
    @Override
    public void close() {
        kill();
    }
}
