package dev.tributary.sandbox.database;

import dev.tributary.sandbox.Ports;
import dev.tributary.sandbox.SandboxException;
import dev.tributary.sandbox.process.Folders;
import dev.tributary.sandbox.process.Patience;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB on the loopback address, a process of its own, whose binary log tells Debezium of every change. It does not outlive
 * this JVM. Thread-safe.
 */
public final class MariaDb implements AutoCloseable {
    /** The administrator, who has no password and comes from this machine only. */
    public static final String ROOT = "root";

    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);

    /** Stops the server when its input ends: when this JVM closes it, or is no more. A terminal's signals are not for it. */
    private static final List<String> LEASHED = List.of(
            "sh",
            "-c",
            "trap '' INT HUP; exec 3<&0; \"$@\" & server=$!; (cat <&3 >/dev/null; kill $server) & leash=$!; "
                    + "wait $server; code=$?; kill $leash; exit $code",
            "sh");

    /** Nobody is let in without a name, which would go before all that have one. */
    private static final String AT_EACH_START = """
            DELETE FROM mysql.global_priv WHERE User = '';
            FLUSH PRIVILEGES;
            """;

    private final Path programs;
    private final Path directory;
    private final boolean keeps;
    private final List<String> options;
    private final int port = Ports.free();
    private @Nullable Process server;

    private MariaDb(Path programs, Path directory, boolean keeps, List<String> options) {
        this.programs = programs;
        this.directory = directory;
        this.keeps = keeps;
        this.options = List.copyOf(options);
    }

    /**
     * Starts one whose data goes with it.
     *
     * @param programs the folder into which the build has put MariaDB
     */
    public static MariaDb start(Path programs, Path directory) {
        Folders.delete(directory);
        return start(new MariaDb(programs, directory, false, List.of()));
    }

    /** Starts one with the data that is in a folder, or with none; the data stays. */
    public static MariaDb startKept(Path programs, Path directory) {
        return startKept(programs, directory, List.of());
    }

    /**
     * Likewise.
     *
     * @param options of the server, which win over those that it has here
     */
    public static MariaDb startKept(Path programs, Path directory, List<String> options) {
        return start(new MariaDb(programs, directory, true, options));
    }

    private static MariaDb start(MariaDb made) {
        if (!Files.isDirectory(made.programs)) {
            throw new SandboxException(
                    "there is no MariaDB in " + made.programs + ": fetch it with  mvn -Pdatabases -pl connect package");
        }
        try {
            made.install();
            made.startAgain();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + made.directory + " for MariaDB", e);
        } catch (RuntimeException | Error failure) {
            made.close();
            throw failure;
        }
    }

    private void install() throws IOException {
        allowToRun("bin");
        allowToRun("scripts");
        Files.createDirectories(directory.resolve("tmp"));
        Files.writeString(directory.resolve("init.sql"), AT_EACH_START);
        if (Files.exists(directory.resolve("data"))) {
            return;
        }
        Process installation = process(List.of(
                programs.resolve("scripts").resolve("mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + directory.resolve("data"),
                "--user=" + System.getProperty("user.name"),
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db",
                "--force"));
        if (!ended(installation, STARTED_WITHIN) || installation.exitValue() != 0) {
            Folders.delete(directory.resolve("data"));
            throw new SandboxException("MariaDB could not be installed: " + lastWords());
        }
    }

    /** What comes out of a jar has no such mark. */
    private void allowToRun(String folder) throws IOException {
        try (Stream<Path> files = Files.list(programs.resolve(folder))) {
            files.map(Path::toFile).filter(File::isFile).forEach(file -> file.setExecutable(true));
        }
    }

    private Process process(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("LD_LIBRARY_PATH", programs.resolve("libs").toString());
        return builder.start();
    }

    private Path log() {
        return directory.resolve("mariadb.log");
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(LEASHED);
        command.addAll(List.of(
                programs.resolve("bin").resolve("mariadbd").toString(),
                "--no-defaults",
                "--console",
                "--basedir=" + programs,
                "--datadir=" + directory.resolve("data"),
                "--tmpdir=" + directory.resolve("tmp"),
                "--socket=" + socket(),
                "--user=" + System.getProperty("user.name"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--init-file=" + directory.resolve("init.sql"),
                "--character-set-server=utf8mb4",
                // Debezium reads the rows out of it
                "--server-id=184",
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                // else it makes a key of 4096 bits at each start, which a busy machine has not done in half a minute
                "--skip-ssl",
                "--innodb-buffer-pool-size=64M",
                "--performance-schema=OFF"));
        // of two for one setting the last counts
        command.addAll(options);
        return command;
    }

    /** Starts it with the data that it has. */
    public synchronized void startAgain() {
        try {
            Process started = process(command());
            server = started;
            Patience.until(
                    "MariaDB to start",
                    STARTED_WITHIN,
                    () -> {
                        connect("", ROOT, "").close();
                        return true;
                    },
                    this::lastWords);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start MariaDB in " + directory, e);
        }
    }

    /** The exit code of the server that runs now, once it has ended. */
    synchronized CompletableFuture<Integer> ended() {
        return server == null ? new CompletableFuture<>() : server.onExit().thenApply(Process::exitValue);
    }

    private String lastWords() {
        try {
            return Files.readString(log());
        } catch (IOException none) {
            return "it has said nothing";
        }
    }

    /** Stops it in order. */
    public synchronized void stop() {
        Process stopping = server;
        server = null;
        if (stopping == null) {
            return;
        }
        try {
            stopping.getOutputStream().close();
        } catch (IOException gone) {
            // it has ended already
        }
        if (!ended(stopping, STOPPED_WITHIN)) {
            stopping.descendants().forEach(ProcessHandle::destroyForcibly);
            stopping.destroyForcibly();
        }
        try {
            // a server that was killed has left it
            Files.deleteIfExists(socket());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + socket(), e);
        }
    }

    /** Where a path is short: in a deep folder it would be longer than a socket's may be. */
    private Path socket() {
        return Path.of(System.getProperty("java.io.tmpdir"), "tributary-mariadb-" + port + ".sock");
    }

    private static boolean ended(Process process, Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Of a database; an empty name for none. */
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?allowMultiQueries=true&timezone=UTC";
    }

    /** Opens a connection. */
    public Connection connect(String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(url(database), user, password);
    }

    /** Runs statements as the administrator. */
    public void execute(String sql) {
        try (Connection connection = connect("", ROOT, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SandboxException("MariaDB refused a statement: " + e.getMessage() + "\n" + sql, e);
        }
    }

    /** Runs the statements of a file as the administrator. */
    public void execute(Path file) {
        try {
            execute(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Stops it, and deletes its data unless it is kept. */
    @Override
    public void close() {
        stop();
        if (!keeps) {
            Folders.delete(directory);
        }
    }
}
