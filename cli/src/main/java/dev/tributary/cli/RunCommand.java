package dev.tributary.cli;

import dev.tributary.config.ServiceConfig;
import dev.tributary.http.HttpServer;
import dev.tributary.metrics.Metrics;
import dev.tributary.runtime.Service;
import dev.tributary.view.Model;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service. */
@Command(name = "run", description = "Run the service.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final Configured configured = new Configured();

    @Option(names = "--port", paramLabel = "PORT", description = "The HTTP port, instead of the file's.")
    private @Nullable Integer port;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ServiceConfig config = config();
        Model model = ViewInput.load(config.views(), spec.commandLine().getErr());
        Running running = new Running();
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        HttpServer.Options options = new HttpServer.Options(config.service(), config.http());
        Metrics metrics = new Metrics();
        Service service = Service.start(config, model, metrics);
        running.add(() -> say(config, "stopping"));
        HttpServer http = startHttp(options, service, model, metrics);
        // what is asked while the partitions go to others is answered: the server ends last
        running.add(http::drain);
        running.add(service);
        running.add(http);
        running.add(() -> say(config, "stopped"));
        say(
                config,
                "views %s on %s://localhost:%d",
                String.join(", ", model.views().keySet()),
                config.http().tls().isPresent() ? "https" : "http",
                http.port());
        say(config, "Kafka %s, state in %s", Configured.servers(config), config.stateDir());
        running.await();
        return 0;
    }

    private void say(ServiceConfig config, String format, Object... values) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(config.service() + ": " + format + "%n", values);
        err.flush();
    }

    /** The port is taken last, but a taken one must not leave the service running. */
    private static HttpServer startHttp(HttpServer.Options options, Service service, Model model, Metrics metrics) {
        try {
            return HttpServer.start(options, service::views, new LivePages(model), metrics);
        } catch (RuntimeException failure) {
            service.close();
            throw failure;
        }
    }

    private ServiceConfig config() {
        ServiceConfig config = configured.config();
        return port == null ? config : config.withHttp(config.http().withPort(PortOption.checked("--port", port)));
    }
}
