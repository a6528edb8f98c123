package dev.tributary.sandbox;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka, broker and controller in one, inside this JVM and on the loopback address only.
 *
 * <p>Its threads are no daemons: a JVM that does not close it does not end.
 */
public final class SandboxKafka implements AutoCloseable {

    /** How long {@link #close} waits for Kafka to stop before it leaves it behind. */
    public static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final KafkaRaftServer server;
    private final DataDirectory directory;
    private final String bootstrapServers;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SandboxKafka(KafkaRaftServer server, DataDirectory directory, String bootstrapServers) {
        this.server = server;
        this.directory = directory;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Where and how the broker runs.
     *
     * @param directory keeps the data from one start to the next; null for a temporary one
     * @param port clients connect to it; 0 for any that is free
     * @param properties broker properties, over those of the sandbox
     */
    public record Options(@Nullable Path directory, int port, Map<String, String> properties) {

        public Options {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
            }
            properties = Map.copyOf(properties);
        }

        /** A temporary directory, a free port. */
        public static Options defaults() {
            return new Options(null, 0, Map.of());
        }

        public Options withDirectory(Path kept) {
            return new Options(kept, port, properties);
        }

        public Options withPort(int fixed) {
            return new Options(directory, fixed, properties);
        }

        public Options withProperty(String name, String value) {
            Map<String, String> more = new HashMap<>(properties);
            more.put(name, value);
            return new Options(directory, port, more);
        }
    }

    /** Starts a broker that leaves nothing behind. */
    public static SandboxKafka start() {
        return start(Options.defaults());
    }

    /** Starts a broker, and returns when it takes requests. */
    public static SandboxKafka start(Options options) {
        if (options.port() != 0) {
            Ports.requireFree(options.port());
        }
        DataDirectory directory = DataDirectory.open(options.directory());
        try {
            return start(options, directory);
        } catch (RuntimeException | Error e) {
            directory.close();
            throw e;
        }
    }

    private static SandboxKafka start(Options options, DataDirectory directory) {
        int port = options.port() == 0 ? Ports.free() : options.port();
        Map<String, String> properties =
                BrokerProperties.of(directory.path(), port, Ports.free(), options.properties());
        if (!directory.isFormatted()) {
            format(directory.path());
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        SandboxKafka kafka = new SandboxKafka(server, directory, Ports.HOST + ":" + port);
        kafka.startServer();
        return kafka;
    }

    private void startServer() {
        try {
            server.startup();
        } catch (RuntimeException e) {
            stopServer();
            throw new SandboxException("Kafka did not start on " + bootstrapServers + ": " + e.getMessage(), e);
        }
    }

    private static void format(Path directory) {
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(Optional.empty())
                    .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setPrintStream(quiet)
                    .run();
        } catch (Exception e) {
            throw new SandboxException("cannot prepare " + directory + " for Kafka: " + e.getMessage(), e);
        }
    }

    /** For a client's {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Where the data is. */
    public Path directory() {
        return directory.path();
    }

    /** Stops the broker, and deletes a temporary directory. May be called again. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stopServer();
            directory.close();
        }
    }

    private void stopServer() {
        Thread stopping = new Thread(
                () -> {
                    server.shutdown();
                    server.awaitShutdown();
                },
                "sandbox-kafka-stop");
        stopping.setDaemon(true);
        stopping.start();
        try {
            stopping.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
