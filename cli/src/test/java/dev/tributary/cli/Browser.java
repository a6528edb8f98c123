package dev.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A page in a real Chromium without a window, driven by its own protocol. One thread at a time. */
final class Browser implements AutoCloseable {
    private static final Duration START_AT_MOST = Duration.ofSeconds(60);
    private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(30);
    private static final Duration SHOW_AT_MOST = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MS = 100;
    private static final String LISTENS = "DevTools listening on ws://";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    /** What the page complained of: failed scripts, refused content, failed requests. */
    final List<String> complaints = new CopyOnWriteArrayList<>();

    /** Every address that the page asked for. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    private Browser(Process process, String debugger) throws Exception {
        this.process = process;
        HttpRequest open = HttpRequest.newBuilder(URI.create("http://" + debugger + "/json/new?about:blank"))
                .timeout(ANSWER_AT_MOST)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        JsonNode page = JSON.readTree(
                client.send(open, HttpResponse.BodyHandlers.ofString()).body());
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asText()), new Listener())
                .get(ANSWER_AT_MOST.toSeconds(), TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** @param profile a folder for what it keeps; it is made */
    static Browser start(Path profile) throws Exception {
        Files.createDirectories(profile);
        ProcessBuilder builder = new ProcessBuilder(
                        executable(System.getenv()),
                        "--headless=new",
                        // as root there is none
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--window-size=1280,1600",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile)
                .redirectErrorStream(true);
        builder.environment().put("TMPDIR", profile.toString());
        Process process = builder.start();
        try {
            return new Browser(process, debugger(process));
        } catch (Exception | AssertionError failure) {
            process.destroyForcibly();
            throw failure;
        }
    }

    /** The program; a test without it fails, and says how to get it. */
    static String executable(Map<String, String> environment) {
        List<Path> candidates = new ArrayList<>();
        Optional.ofNullable(environment.get("CHROMIUM")).map(Path::of).ifPresent(candidates::add);
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            NAMES.forEach(name -> candidates.add(Path.of(folder, name)));
        }
        return candidates.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() -> new AssertionError("This test needs Chromium, and the PATH has none of " + NAMES
                        + ". On Debian: apt-get update && apt-get install -y chromium. Elsewhere install it, and set"
                        + " CHROMIUM to its program."));
    }

    /** Where it listens; what else it says is read on, so that it never waits for a reader. */
    private static String debugger(Process process) throws Exception {
        CompletableFuture<String> address = new CompletableFuture<>();
        Queue<String> said = new ConcurrentLinkedQueue<>();
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            said.add(line);
                            if (line.startsWith(LISTENS)) {
                                address.complete(line.substring(LISTENS.length(), line.indexOf("/devtools")));
                            }
                        }
                    } catch (IOException ended) {
                        said.add(ended.toString());
                    }
                    address.completeExceptionally(new AssertionError("Chromium ended, having said: " + said));
                },
                "chromium");
        reader.setDaemon(true);
        reader.start();
        try {
            return address.get(START_AT_MOST.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("Chromium did not start within " + START_AT_MOST + ", and said: " + said, late);
        }
    }

    // ------------------------------------------------------------------------------------------------ protocol

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                heard(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void heard(String message) {
        try {
            JsonNode json = JSON.readTree(message);
            CompletableFuture<JsonNode> answer = waiting.remove(json.path("id").asInt(-1));
            if (answer != null) {
                answer.complete(json);
                return;
            }
            JsonNode params = json.path("params");
            switch (json.path("method").asText()) {
                case "Runtime.exceptionThrown" ->
                    complaints.add(params.at("/exceptionDetails").toString());
                case "Network.requestWillBeSent" ->
                    requests.add(params.at("/request/url").asText());
                case "Network.loadingFailed" -> complaints.add(params.toString());
                case "Log.entryAdded" -> {
                    if (params.at("/entry/level").asText().equals("error")) {
                        complaints.add(params.path("entry").toString());
                    }
                }
                default -> {}
            }
        } catch (IOException notJson) {
            complaints.add(String.valueOf(notJson.getMessage()));
        }
    }

    private JsonNode call(String method, Map<String, Object> params) throws Exception {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", params)), true)
                .get(ANSWER_AT_MOST.toSeconds(), TimeUnit.SECONDS);
        JsonNode json = answer.get(ANSWER_AT_MOST.toSeconds(), TimeUnit.SECONDS);
        if (json.has("error")) {
            throw new AssertionError(method + " failed: " + json.path("error"));
        }
        return json.path("result");
    }

    // ------------------------------------------------------------------------------------------------ the page

    /** Goes to an address. */
    void open(String address) throws Exception {
        complaints.clear();
        requests.clear();
        call("Page.navigate", Map.of("url", address));
        await("document.readyState === 'complete' && location.href.startsWith('" + address + "')");
    }

    /** The value of an expression in the page. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + " failed: " + result.path("exceptionDetails"));
        }
        return result.at("/result/value");
    }

    /** Waits until an expression in the page is true. */
    void await(String expression) throws Exception {
        long deadline = System.nanoTime() + SHOW_AT_MOST.toNanos();
        while (!evaluate("Boolean(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "waited in vain for " + expression + "; complaints: " + complaints + "; the page shows:\n"
                                + evaluate("document.body.innerText").asText());
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    /** Writes what it looks like, for people. */
    void photograph(Path file) throws Exception {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String png = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(png));
    }

    /** Ends it with all its processes, so that its folder can be deleted. */
    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit()
                .orTimeout(ANSWER_AT_MOST.toSeconds(), TimeUnit.SECONDS)
                .join());
    }
}
