package dev.tributary.sandbox.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own. It does not outlive this one, however that ends: its {@linkplain Leashed leash} tells it. Thread-safe.
 */
public final class Jvm implements AutoCloseable {
    private static final Duration SIGNALLED_WITHIN = Duration.ofSeconds(5);
    private static final int LAST_LINES = 40;

    /**
     * Ctrl-C, and that a terminal is closed, goes to all processes of it, but is for the one that started these: it ends them in
     * its order.
     */
    private static final List<String> DEAF_TO_TERMINALS = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private final Process process;
    private final Path log;

    private Jvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * What it runs.
     *
     * @param options of the JVM
     * @param classPath without what {@link Leashed} needs
     * @param environment beside that of this JVM
     * @param wrapper a command that the JVM's is added to, such as one that gives it a processor; may be empty
     */
    public record Program(
            String mainClass,
            List<String> arguments,
            List<String> options,
            String classPath,
            Map<String, String> environment,
            List<String> wrapper) {

        public Program(
                String mainClass,
                List<String> arguments,
                List<String> options,
                String classPath,
                Map<String, String> environment) {
            this(mainClass, arguments, options, classPath, environment, List.of());
        }

        /** One on this JVM's class path. */
        public static Program here(List<String> options, String mainClass, String... arguments) {
            return new Program(mainClass, List.of(arguments), options, System.getProperty("java.class.path"), Map.of());
        }
    }

    /**
     * Starts a main class of this JVM's class path.
     *
     * @param log what it says is added to this file
     * @param temporary for its temporary files; it is made
     * @param options of the JVM
     */
    public static Jvm start(Path log, Path temporary, List<String> options, String mainClass, String... arguments) {
        return start(log, temporary, Program.here(options, mainClass, arguments));
    }

    /**
     * Starts a program.
     *
     * @param log what it says is added to this file
     * @param temporary for its temporary files; it is made
     */
    public static Jvm start(Path log, Path temporary, Program program) {
        List<String> command = new ArrayList<>(DEAF_TO_TERMINALS);
        command.addAll(program.wrapper());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.options());
        command.add("-Djava.io.tmpdir=" + temporary);
        // not the one of the tests
        command.add("-Dlogback.configurationFile=logback.xml");
        command.addAll(List.of("-cp", program.classPath() + File.pathSeparator + home()));
        command.addAll(List.of(Leashed.class.getName(), program.mainClass()));
        command.addAll(program.arguments());
        try {
            Files.createDirectories(temporary);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(program.environment());
            Process process = builder.start();
            return new Jvm(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program.mainClass(), e);
        }
    }

    /** Where the classes of this package are. */
    private static Path home() {
        return Path.of(URI.create(Leashed.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Its exit code, once it has ended. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Sends a signal by its name, {@code TERM}, {@code STOP} or {@code CONT}. */
    public void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            if (!kill.waitFor(SIGNALLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("cannot send SIG" + name + " to process " + process.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + name, e);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending SIG" + name, stop);
        }
    }

    /** Ends it as a crash does, {@code kill -9}, and returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Waits until it has ended. */
    public void awaitExit(Duration atMost) {
        Patience.until("the end of process " + process.pid(), atMost, () -> !process.isAlive(), this::lastWords);
    }

    /** The last lines of its log. */
    public String lastWords() {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            return log + " ends:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return log + " cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
