package dev.tributary.cli;

import dev.tributary.config.ServiceConfig;
import dev.tributary.sandbox.KafkaTools;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Kafka's own tools, against the configured cluster. */
final class KafkaCommands {
    static final List<String> NAMES = List.of("topics", "produce", "consume");

    private static final String DEFAULT_BOOTSTRAP = "localhost:9092";

    private KafkaCommands() {}

    /** What the three have in common. */
    abstract static class Tool implements Callable<Integer> {
        @Option(
                names = {"-c", "--config"},
                paramLabel = "FILE",
                description = "A configuration file, whose kafka: section says which cluster.")
        private @Nullable Path file;

        @Option(
                names = "--bootstrap-server",
                paramLabel = "HOST:PORT",
                description = "The cluster; default: the configuration's, else " + DEFAULT_BOOTSTRAP + ".")
        private @Nullable String bootstrap;

        @Parameters(
                arity = "0..*",
                paramLabel = "ARG",
                description = "Arguments of Kafka's tool; `-- --help` lists them.")
        private List<String> arguments = List.of();

        abstract String tool();

        @Override
        public Integer call() {
            String servers = bootstrapServers();
            if (servers.isBlank()) {
                throw new CannotRun("--bootstrap-server: expected host:port, but it is empty");
            }
            boolean onlyAsks = arguments.contains("--help") || arguments.contains("--version");
            if (KafkaTools.knows(tool()) && !onlyAsks) {
                Reachable.check(servers, "--bootstrap-server");
            }
            return KafkaTools.run(tool(), servers, arguments.toArray(String[]::new));
        }

        private String bootstrapServers() {
            if (bootstrap != null) {
                return bootstrap;
            }
            String configured =
                    file == null ? null : ServiceConfig.load(file).kafka().get("bootstrap.servers");
            return configured == null ? DEFAULT_BOOTSTRAP : configured;
        }
    }

    @Command(
            name = "topics",
            description = "Kafka's topic tool: --list, --describe, --create …",
            mixinStandardHelpOptions = true)
    static final class Topics extends Tool {
        @Override
        String tool() {
            return "topics";
        }
    }

    @Command(name = "produce", description = "Kafka's console producer.", mixinStandardHelpOptions = true)
    static final class Produce extends Tool {
        @Override
        String tool() {
            return "produce";
        }
    }

    @Command(name = "consume", description = "Kafka's console consumer.", mixinStandardHelpOptions = true)
    static final class Consume extends Tool {
        @Override
        String tool() {
            return "consume";
        }
    }
}
