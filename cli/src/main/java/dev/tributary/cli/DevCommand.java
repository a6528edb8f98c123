package dev.tributary.cli;

import dev.tributary.view.Model;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Option(names = "--still", description = "Produce the sample data once, and no changes after it.")
    private boolean still;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PortOption.checked("--port", port);
        PortOption.checked("--kafka-port", kafkaPort);
        Model model = ViewInput.load(List.of(directory), spec.commandLine().getErr());
        refuseTakenPort();
        Running running = new Running();
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        try {
            new DevSession(
                            directory.resolve("data"),
                            model,
                            running,
                            spec.commandLine().getErr())
                    .start(port, kafkaPort, still);
            running.await();
            return 0;
        } finally {
            running.close();
        }
    }

    /** Starting Kafka to learn then that the port is taken would waste the user's time. */
    private void refuseTakenPort() {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new CannotRun("port " + port + " is in use: end what listens there, or choose another with --port");
        }
    }
}
