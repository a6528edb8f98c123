package dev.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command in a JVM of its own, on the class path of the tests; if it is still there when this is closed, it is killed. */
final class ChildJvm implements AutoCloseable {
    private static final Duration START_AT_MOST = Duration.ofSeconds(90);
    private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MS = 50;
    private static final Pattern PORT = Pattern.compile("http://localhost:(\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final StringBuilder said = new StringBuilder();
    private final Thread reader;

    private ChildJvm(Process process) {
        this.process = process;
        reader = new Thread(this::read, "child-stderr");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a command.
     *
     * @param temporary the child's folder for temporary files; it is made
     */
    static ChildJvm start(Path temporary, String... command) throws IOException {
        return start(System.getProperty("java.class.path"), temporary, command);
    }

    static ChildJvm start(String classPath, Path temporary, String... command) throws IOException {
        Files.createDirectories(temporary);
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                // not the one of the tests
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                classPath,
                "dev.tributary.cli.Main"));
        all.addAll(List.of(command));
        return new ChildJvm(new ProcessBuilder(all)
                .redirectOutput(temporary
                        .resolveSibling(temporary.getFileName() + ".out")
                        .toFile())
                .start());
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line);
            }
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private synchronized void heard(String line) {
        said.append(line).append('\n');
    }

    /** All that it has said so far. */
    synchronized String err() {
        return said.toString();
    }

    /** Waits until it has said a text. */
    void awaitText(String text) throws InterruptedException {
        await(Pattern.compile(Pattern.quote(text)));
    }

    private Matcher await(Pattern pattern) throws InterruptedException {
        long deadline = System.nanoTime() + START_AT_MOST.toNanos();
        while (true) {
            Matcher matcher = pattern.matcher(err());
            if (matcher.find()) {
                return matcher;
            }
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError((process.isAlive() ? "waited in vain" : "it ended without") + " for " + pattern
                        + " of a child that said:\n" + err());
            }
            Thread.sleep(LOOK_AGAIN_MS);
        }
    }

    /** Where it says that it listens. */
    int port() throws InterruptedException {
        return Integer.parseInt(await(PORT).group(1));
    }

    /** The answer of its HTTP API. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port() + path);
        return HTTP.send(
                HttpRequest.newBuilder(uri).timeout(ANSWER_AT_MOST).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Waits until the HTTP API answers with a status, and gives that answer. */
    HttpResponse<String> await(String path, int status) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_AT_MOST.toNanos();
        HttpResponse<String> answer = get(path);
        while (answer.statusCode() != status) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + status + " of " + path + ", last "
                        + answer.statusCode() + " " + answer.body() + "; the child said:\n" + err());
            }
            Thread.sleep(LOOK_AGAIN_MS);
            answer = get(path);
        }
        return answer;
    }

    /** Asks it to end, as a terminal ({@code INT}) or whoever started it ({@code TERM}) does. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** As a crash ends it, without a chance to do anything. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Its exit code. */
    int awaitExit(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still there after " + atMost + ", having said:\n" + err());
        }
        reader.join(ANSWER_AT_MOST.toMillis());
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
