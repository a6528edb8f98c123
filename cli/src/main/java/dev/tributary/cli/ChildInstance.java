package dev.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An instance of the service in a process of its own, which says here what it says, and when it ends. Thread-safe. */
final class ChildInstance implements AutoCloseable {
    /** More than an instance takes that cannot reach Kafka any more. */
    private static final long STOP_AT_MOST_S = 40;

    private static final long SAID_WITHIN_MS = 1_000;

    private final int number;
    private final Process process;
    private final Consumer<String> say;
    private final Thread reader;
    private volatile boolean stopping;

    private ChildInstance(int number, Process process, Consumer<String> say) {
        this.number = number;
        this.process = process;
        this.say = say;
        reader = new Thread(this::read, "instance-" + number);
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts {@code run} with a configuration.
     *
     * @param say what it says, line by line, and a line when it ends by itself
     */
    static ChildInstance start(int number, Path config, Consumer<String> say) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "-c",
                config.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putIfAbsent("TRIBUTARY_LOG", "WARN");
        return new ChildInstance(number, builder.start(), say);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                say.accept("instance " + number + ": " + line);
            }
            int code = process.waitFor();
            if (!stopping) {
                say.accept("instance " + number + " (pid " + pid() + ") has ended with " + code
                        + "; the others go on, and it is not started again");
            }
        } catch (IOException ended) {
            // its output is closed when it is killed
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to end, as Ctrl-C in a terminal has done already. */
    void stop() {
        stopping = true;
        process.destroy();
    }

    /** Waits for its end, which must not take for ever. */
    @Override
    public void close() {
        stop();
        try {
            if (!process.waitFor(STOP_AT_MOST_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP_AT_MOST_S, TimeUnit.SECONDS);
            }
            reader.join(SAID_WITHIN_MS);
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
