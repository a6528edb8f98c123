package dev.tributary.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.sandbox.process.Jvm;
import dev.tributary.sandbox.process.Patience;
import dev.tributary.trials.read.Answer;
import dev.tributary.trials.read.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code dev examples/shop --databases} as a process: what it says, its documents and its tables, and what is left of it. */
final class DevProcess implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration SAID_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);
    /** Who deletes the folder looks for a moment later. */
    private static final Duration GONE_WITHIN = Duration.ofSeconds(15);

    /** What is deaf to a terminal's signals would pass that on to all that it starts. Elsewhere no command undoes it. */
    private static final List<String> AS_IN_A_TERMINAL =
            System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=INT,HUP") : List.of();

    private final Path log;
    private final Path temporary;
    private final Jvm jvm;
    private List<ProcessHandle> started = List.of();

    /** @param directory for what it says and for its temporary files; each process of it adds to the same */
    DevProcess(Path directory, String... options) {
        log = directory.resolve("dev.log");
        temporary = directory.resolve("tmp");
        List<String> arguments = new ArrayList<>(
                List.of("dev", ROOT.resolve("examples/shop").toString(), "--databases", "--still", "--port", "0"));
        arguments.addAll(List.of(options));
        jvm = Jvm.start(
                log,
                temporary,
                new Jvm.Program(
                        "dev.tributary.cli.Main",
                        arguments,
                        List.of(
                                "-Xms64m",
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dtributary.home=" + ROOT),
                        System.getProperty("java.class.path"),
                        Map.of("TRIBUTARY_LOG", "WARN"),
                        AS_IN_A_TERMINAL));
    }

    void awaitStart() {
        await("(?m)^Ctrl-C ends it");
    }

    /** All that it has said, once it has ended by itself. */
    String awaitEnd() {
        jvm.awaitExit(SAID_WITHIN);
        return said();
    }

    /** {@code kill -9} of a process that it has started, by its name or one of its first arguments. */
    void kill(String named) {
        started().stream()
                .filter(process -> process.info().commandLine().orElse("").contains(named))
                .filter(process -> !process.info().command().orElse("").endsWith("sh"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** What it has said last that matches, once it has. */
    Matcher await(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        Patience.until(
                "`" + pattern + "`",
                SAID_WITHIN,
                () -> {
                    if (!jvm.isAlive()) {
                        throw new Patience.GaveUp("it has ended: " + jvm.lastWords());
                    }
                    return wanted.matcher(said()).find();
                },
                jvm::lastWords);
        Matcher last = wanted.matcher(said());
        int end = 0;
        while (last.find()) {
            end = last.start();
        }
        assertThat(last.find(end)).isTrue();
        return last;
    }

    private String said() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + log, e);
        }
    }

    /** The document of a customer's totals. */
    String totals(int user) throws IOException {
        int port = Integer.parseInt(await("http://localhost:(\\d+)\n").group(1));
        try (Connection connection = new Connection(port)) {
            Answer answer = connection.get("/views/customer-totals/" + user, "");
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
    }

    /** Runs a statement as the administrator; gives the first column of the first row, or nothing. */
    String sql(String sql) throws SQLException {
        String port = await("MariaDB +127.0.0.1:(\\d+)").group(1);
        try (java.sql.Connection connection =
                        DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/", "root", "");
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    /** Ends it as Ctrl-C or the end of a terminal does, of which all its processes are told, and sees that nothing is left of it. */
    void stop() throws IOException, InterruptedException {
        started = started();
        assertThat(started).isNotEmpty();
        signal("INT", started);
        signal("HUP", started);
        jvm.signal("TERM");
        jvm.awaitExit(STOPPED_WITHIN);
        Patience.until(
                "the end of all that it started",
                GONE_WITHIN,
                () -> started.stream().noneMatch(DevProcess::runs),
                () -> started.stream()
                        .filter(DevProcess::runs)
                        .map(process -> process.info().commandLine().orElse("?"))
                        .toList()
                        .toString());
        try (Stream<Path> left = Files.list(temporary)) {
            // the JVM's own folder of performance data is not ours
            assertThat(left.filter(file -> !file.getFileName().toString().startsWith("hsperfdata")))
                    .isEmpty();
        }
    }

    private List<ProcessHandle> started() {
        return ProcessHandle.of(jvm.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
    }

    private static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> kill = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> kill.add(Long.toString(process.pid())));
        // one of them may have ended meanwhile
        new ProcessBuilder(kill)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** One that has ended, and that nobody has asked how, is still in the list of processes, but has no program. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** Kills it, and what is left of it. */
    @Override
    public void close() {
        List<ProcessHandle> left = new ArrayList<>(started);
        left.addAll(started());
        jvm.close();
        left.forEach(ProcessHandle::destroyForcibly);
    }
}
