package dev.tributary.sandbox.process;

import dev.tributary.sandbox.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** Three brokers that are also the controllers, each a process that can be killed and started again. Thread-safe. */
public final class ThreeBrokers implements Kafka {
    private static final int COUNT = 3;
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
    private static final List<String> OPTIONS =
            List.of("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path directory;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Integer> controllerPorts = new ArrayList<>();
    private final Map<Integer, Jvm> running = new TreeMap<>();
    private final Admin admin;
    private final boolean keeps;

    private ThreeBrokers(Path directory, boolean keeps) {
        this.directory = directory;
        this.keeps = keeps;
        for (int i = 0; i < COUNT; i++) {
            ports.add(Ports.free());
            controllerPorts.add(Ports.free());
        }
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    /** Starts them with their data in a folder, which goes with them, and returns when they take requests. */
    public static ThreeBrokers start(Path directory) {
        // a run that was killed may have left its own
        Folders.delete(directory);
        return start(directory, false);
    }

    /** Starts them with the data that is in a folder, or with none, and returns when they take requests; the data stays. */
    public static ThreeBrokers startKept(Path directory) {
        return start(directory, true);
    }

    private static ThreeBrokers start(Path directory, boolean keeps) {
        ThreeBrokers brokers = new ThreeBrokers(directory, keeps);
        try {
            String cluster = Uuid.randomUuid().toString();
            for (int node = 1; node <= COUNT; node++) {
                brokers.configure(node);
                if (!Files.exists(brokers.data(node).resolve("meta.properties"))) {
                    brokers.format(node, cluster);
                }
                brokers.startAgain(node);
            }
            Patience.until(
                    "three brokers",
                    STARTED_WITHIN,
                    () -> get(brokers.admin.describeCluster().nodes()).size() == COUNT,
                    brokers::lastWords);
            return brokers;
        } catch (RuntimeException | Error failure) {
            brokers.close();
            throw failure;
        }
    }

    private void configure(int node) {
        try {
            Files.createDirectories(directory);
            Files.writeString(properties(node), settings(node));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot configure a broker in " + directory, e);
        }
    }

    private void format(int node, String cluster) {
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setNodeId(node)
                    .setClusterId(cluster)
                    .addDirectory(data(node).toString())
                    .setMetadataLogDirectory(Optional.empty())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setPrintStream(quiet)
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot prepare " + data(node) + " for Kafka", e);
        }
    }

    private Path data(int node) {
        return directory.resolve("broker-" + node);
    }

    private Path properties(int node) {
        return directory.resolve("broker-" + node + ".properties");
    }

    private Path log(int node) {
        return directory.resolve("broker-" + node + ".log");
    }

    /** Sessions of brokers and elections are short, so that a killed one is missed for some seconds only. */
    private String settings(int node) {
        String voters = IntStream.rangeClosed(1, COUNT)
                .mapToObj(each -> each + "@127.0.0.1:" + controllerPorts.get(each - 1))
                .collect(Collectors.joining(","));
        return """
                process.roles=broker,controller
                node.id=%1$d
                controller.quorum.voters=%2$s
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=PLAINTEXT
                listeners=PLAINTEXT://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%4$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%3$d
                log.dirs=%5$s
                default.replication.factor=3
                min.insync.replicas=2
                offsets.topic.replication.factor=3
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=3
                transaction.state.log.min.isr=2
                transaction.state.log.num.partitions=3
                auto.create.topics.enable=false
                group.initial.rebalance.delay.ms=0
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                controller.quorum.fetch.timeout.ms=1000
                controller.quorum.election.timeout.ms=500
                replica.lag.time.max.ms=5000
                log.retention.ms=-1
                log.cleaner.dedupe.buffer.size=2097152
                num.network.threads=2
                num.io.threads=4
                """.formatted(node, voters, ports.get(node - 1), controllerPorts.get(node - 1), data(node));
    }

    /** Starts a broker with the data that it has. */
    public synchronized void startAgain(int node) {
        running.put(
                node,
                Jvm.start(
                        log(node),
                        directory.resolve("tmp-" + node),
                        OPTIONS,
                        "kafka.Kafka",
                        properties(node).toString()));
    }

    /** {@code kill -9}. */
    public synchronized void kill(int node) {
        Jvm broker = running.remove(node);
        if (broker == null) {
            throw new IllegalStateException("broker " + node + " is not running");
        }
        broker.kill();
    }

    /** The broker that is the active controller. */
    public int controller() {
        int[] leader = new int[1];
        Patience.until("a controller", STARTED_WITHIN, () -> {
            leader[0] = get(admin.describeMetadataQuorum().quorumInfo()).leaderId();
            return running(leader[0]);
        });
        return leader[0];
    }

    /** Those that run, by their numbers. */
    public synchronized Map<Integer, Jvm> running() {
        return Map.copyOf(running);
    }

    private synchronized boolean running(int node) {
        return running.containsKey(node);
    }

    /** Whether every partition is on all of its brokers. */
    public boolean isWhole() throws Exception {
        List<String> topics = List.copyOf(get(admin.listTopics().names()));
        Map<String, TopicDescription> all = get(admin.describeTopics(topics).allTopicNames());
        return all.values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition ->
                        partition.isr().size() == partition.replicas().size());
    }

    private static <T> T get(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized String lastWords() {
        return running.values().stream().map(Jvm::lastWords).collect(Collectors.joining("\n"));
    }

    @Override
    public String bootstrapServers() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    @Override
    public int replication() {
        return COUNT;
    }

    /** Kills them, and deletes their data unless it is kept; what they said stays. */
    @Override
    public void close() {
        admin.close(ANSWERED_WITHIN);
        synchronized (this) {
            running.values().forEach(Jvm::close);
            running.clear();
        }
        if (keeps) {
            return;
        }
        try {
            for (int node = 1; node <= COUNT; node++) {
                Folders.delete(data(node));
                Folders.delete(directory.resolve("tmp-" + node));
            }
        } catch (UncheckedIOException left) {
            System.err.println(left.getMessage());
        }
    }
}
