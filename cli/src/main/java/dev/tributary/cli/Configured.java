package dev.tributary.cli;

import dev.tributary.config.ServiceConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A service that a configuration describes, and the options that override it. */
final class Configured {
    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Where local state is kept, instead of the file's.")
    private @Nullable Path stateDir;

    @Option(names = "--kafka", paramLabel = "KEY=VALUE", description = "A Kafka client property, over the file's.")
    private Map<String, String> kafka = new LinkedHashMap<>();

    /**
     * The configuration.
     *
     * @throws CannotRun when it does not say where Kafka is
     */
    ServiceConfig config() {
        ServiceConfig config = ServiceConfig.load(file).withKafka(kafka);
        if (servers(config).isBlank()) {
            throw new CannotRun("expected kafka: {\"bootstrap.servers\": \"host:port\"} in " + file
                    + " (or --kafka bootstrap.servers=host:port), found none");
        }
        return stateDir == null ? config : config.withStateDir(stateDir);
    }

    static String servers(ServiceConfig config) {
        return config.kafka().getOrDefault("bootstrap.servers", "");
    }
}
