package dev.tributary.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Several instances of one service, each a process with a port and a state directory of its own. */
final class ChildInstances implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration ANSWER_AT_MOST = Duration.ofSeconds(5);
    private static final int LOOK_EVERY_MS = 200;
    private static final int OK = 200;

    private final List<ChildInstance> instances = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * What they have in common.
     *
     * @param directory for their configurations and state
     */
    record Setup(String service, List<Path> views, int partitions, String kafka, Path directory) {}

    /**
     * Starts them; they are ready some time later.
     *
     * @param firstPort the others have those after it; 0 for any
     */
    static ChildInstances start(Setup setup, int count, int firstPort, Consumer<String> say) throws IOException {
        ChildInstances all = new ChildInstances();
        try {
            for (int number = 1; number <= count; number++) {
                int port = firstPort == 0 ? freePort() : firstPort + number - 1;
                all.ports.add(port);
                all.instances.add(ChildInstance.start(number, configure(setup, number, port), line -> {
                    // what it announces of itself is said for all together
                    if (!line.contains(": " + setup.service + ": ")) {
                        say.accept(line);
                    }
                }));
            }
            return all;
        } catch (IOException | RuntimeException failure) {
            all.instances.forEach(ChildInstance::stop);
            throw failure;
        }
    }

    /** It is advertised, so it must be known before the instance starts. */
    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static Path configure(Setup setup, int number, int port) throws IOException {
        String views = setup.views.stream()
                .map(view -> quoted(view.toAbsolutePath().toString()))
                .collect(Collectors.joining(", "));
        Path state = setup.directory.resolve("instance-" + number);
        return Files.writeString(setup.directory.resolve("instance-" + number + ".yaml"), """
                service: %s
                views: [%s]
                http: {host: 127.0.0.1, port: %d, advertised: "127.0.0.1:%d"}
                state_dir: %s
                partitions: %d
                kafka: {bootstrap.servers: "%s"}
                """.formatted(
                        setup.service, views, port, port, quoted(state.toString()), setup.partitions, setup.kafka));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''").replace("${", "$${") + "'";
    }

    int port(int index) {
        return ports.get(index);
    }

    long pid(int index) {
        return instances.get(index).pid();
    }

    int count() {
        return instances.size();
    }

    /** Waits until each can be asked for every view. */
    void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        for (int index = 0; index < count(); index++) {
            while (!isReady(index)) {
                if (!instances.get(index).isAlive()) {
                    throw new IllegalStateException("instance " + (index + 1) + " has ended before it was ready");
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("instance " + (index + 1) + " is not ready after "
                            + READY_WITHIN.toSeconds() + " s: see http://localhost:" + port(index) + "/health/ready");
                }
                Thread.sleep(LOOK_EVERY_MS);
            }
        }
    }

    private boolean isReady(int index) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port(index) + "/health/ready");
        try {
            return http.send(
                                    HttpRequest.newBuilder(uri)
                                            .timeout(ANSWER_AT_MOST)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** All at the same time: one after the other, each would take over what the one before had. */
    @Override
    public void close() {
        instances.forEach(ChildInstance::stop);
        instances.forEach(ChildInstance::close);
    }
}
