package dev.tributary.cli;

import dev.tributary.view.Model;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** An example with all that it needs, in one process: Kafka, the services that produce, the views. */
@Command(
        name = "dev",
        description = "Start a Kafka in this process, an example's services producing to it, and its views.",
        mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {
    private static final int MOST_INSTANCES = 9;
    private static final String REPORTING = "reporting.yaml";

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "examples/shop",
            description = "A folder with views.yaml or views/*.yaml, and data/<source>.jsonl (default: examples/shop).")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "HTTP port (default 8080; 0: any).")
    private int port;

    @Option(
            names = "--kafka-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "Kafka's port (default: any).")
    private int kafkaPort;

    @Option(
            names = "--instances",
            defaultValue = "1",
            paramLabel = "N",
            description = "Instances of the service, 1 to 9. More than one are processes of their own, on this port and"
                    + " those after it: try what happens when one is killed (default 1).")
    private int instances;

    @Option(
            names = "--databases",
            description =
                    "The services have databases: three brokers, a Connect worker, a MariaDB and the services, each a"
                            + " process. For examples with a folder databases/; they are some 300 MB to download once.")
    private boolean databases;

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = "With --databases: keep all data there, and go on with it at the next start.")
    private @Nullable Path kept;

    @Option(names = "--still", description = "Produce the sample data once, and no changes after it.")
    private boolean still;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PortOption.checked("--port", port);
        PortOption.checked("--kafka-port", kafkaPort);
        Optional<Path> home = homeOfDatabases();
        List<Path> views = views();
        Model model = ViewInput.load(views, spec.commandLine().getErr());
        checkInstances();
        refuseTakenPorts();
        Running running = new Running();
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        try {
            DevSession session =
                    new DevSession(model, running, spec.commandLine().getErr());
            DevSession.Sources sources = home.isPresent()
                    ? session.databases(directory, home.get(), Optional.ofNullable(kept), still)
                    : session.samples(directory.resolve("data"), kafkaPort);
            if (instances == 1) {
                session.start(sources, port, still);
            } else {
                session.start(sources, instances, views, port, still);
            }
            running.await();
            return 0;
        } finally {
            running.close();
        }
    }

    /** Those of the example, and with databases what goes back into one. */
    private List<Path> views() {
        List<Path> files = new ArrayList<>(ViewInput.viewFiles(List.of(directory)));
        if (databases) {
            files.add(directory.resolve("databases").resolve(REPORTING));
        }
        return files;
    }

    /** The repository, of which connectors and their programs are part, and not of a distribution; empty without databases. */
    private Optional<Path> homeOfDatabases() {
        if (!databases) {
            if (kept != null) {
                throw new CannotRun("--keep is for --databases: without that nothing is worth keeping");
            }
            return Optional.empty();
        }
        if (!Files.isDirectory(directory)) {
            throw new CannotRun("there is no folder " + directory.toAbsolutePath());
        }
        if (!Files.isRegularFile(directory.resolve("databases").resolve(REPORTING))) {
            throw new CannotRun("--databases starts the services of examples/shop, and " + directory
                    + " is not it: for databases of your own see connect/README.md, and start their views with"
                    + " ./tributary run");
        }
        if (kafkaPort != 0) {
            throw new CannotRun(
                    "--kafka-port is for one broker; with --databases there are three, each with a free port");
        }
        String home = System.getProperty("tributary.home");
        if (home == null) {
            throw new CannotRun("--databases: start it with ./tributary in the repository, where connect/ is");
        }
        return Optional.of(Path.of(home));
    }

    private void checkInstances() {
        if (instances < 1 || instances > MOST_INSTANCES) {
            throw new CannotRun(
                    "--instances: expected a number from 1 to " + MOST_INSTANCES + ", but came " + instances);
        }
        PortOption.checked("--port", port == 0 ? 0 : port + instances - 1);
    }

    /** Starting Kafka to learn then that a port is taken would waste the user's time. */
    private void refuseTakenPorts() {
        for (int each = port; port != 0 && each < port + instances; each++) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), each));
            } catch (IOException taken) {
                throw new CannotRun(
                        "port " + each + " is in use: end what listens there, or choose another with --port");
            }
        }
    }
}
