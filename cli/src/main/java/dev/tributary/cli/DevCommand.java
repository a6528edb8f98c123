package dev.tributary.cli;

import dev.tributary.config.ServiceConfig;
import dev.tributary.http.HttpServer;
import dev.tributary.runtime.Service;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.Topics;
import dev.tributary.view.Model;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int SOURCE_PARTITIONS = 3;
    private static final int PROGRESS_EVERY_MS = 200;
    private static final String HOST = "127.0.0.1";

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
        Model model = ViewInput.load(List.of(directory), err());
        refuseTakenPort();
        Running running = new Running();
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        try {
            start(model, running);
            running.await();
            return 0;
        } finally {
            running.close();
        }
    }

    private void start(Model model, Running running) throws Exception {
        SandboxKafka kafka =
                running.add(SandboxKafka.start(SandboxKafka.Options.defaults().withPort(kafkaPort)));
        say("Kafka      %s", kafka.bootstrapServers());
        try (Topics topics = Topics.connect(kafka.bootstrapServers())) {
            model.sources().values().forEach(source -> topics.create(source.topic(), SOURCE_PARTITIONS));
        }
        SampleServices services = new SampleServices(directory.resolve("data"), model, kafka.bootstrapServers());
        running.addFirst(services);
        services.produceAll()
                .forEach((source, rows) -> say("service    %s: %d rows to %s", source, rows, topic(model, source)));
        TemporaryState state = new TemporaryState();
        Service service = Service.start(config(kafka, state), model);
        running.addFirst(state);
        running.addFirst(service);
        HttpServer http = running.addFirst(HttpServer.start(new HttpServer.Options(HOST, port), service::views));
        awaitViews(service);
        say("HTTP       http://localhost:%d", http.port());
        if (!still) {
            services.keepChanging();
        }
        new Hints(service.views(), http.port()).curls().forEach(curl -> say("%s", curl));
        say("%nCtrl-C ends it.%s", still ? "" : " The services go on changing rows, one a second; --still stops that.");
    }

    private static String topic(Model model, String source) {
        return model.source(source).topic();
    }

    private ServiceConfig config(SandboxKafka kafka, TemporaryState state) {
        return new ServiceConfig(
                "dev",
                List.of(),
                new ServiceConfig.Http(HOST, port, Optional.empty()),
                state.directory(),
                4,
                1,
                ServiceConfig.BROKER_DEFAULT,
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                Map.of());
    }

    private void awaitViews(Service service) throws InterruptedException {
        for (Map.Entry<String, ViewReads> view : service.views().entrySet()) {
            ViewStatus status = view.getValue().status();
            while (status.state() != ViewStatus.State.RUNNING) {
                if (status.state() == ViewStatus.State.FAILED) {
                    throw new IllegalStateException("view " + view.getKey() + " " + status.detail());
                }
                Thread.sleep(PROGRESS_EVERY_MS);
                status = view.getValue().status();
            }
            say("view       %s: %d documents", view.getKey(), status.documents());
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

    private void say(String format, Object... values) {
        err().printf(format + "%n", values);
        err().flush();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
