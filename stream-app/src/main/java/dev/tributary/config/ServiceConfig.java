package dev.tributary.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How one service runs: the configuration file, read and checked. Flags override it by the {@code with} methods.
 *
 * @param service names the application's topics and consumer groups
 * @param views the view files, each once, in the order of the file's globs
 * @param stateDir where the local state is kept
 * @param partitions of each of our logs; fixed once the logs exist
 * @param threads stream threads per view
 * @param replication factor of our topics; {@link #BROKER_DEFAULT} leaves it to the broker
 * @param instanceId under which a restarted process is known as the same instance; empty when it is a new one each time
 * @param memory of all stores of the process together
 * @param pruneAfterHours what applications leave behind is removed when they were not run for so long; {@link #NEVER_PRUNE}
 * @param kafka properties of all Kafka clients
 * @param streams properties of Kafka Streams
 */
public record ServiceConfig(
        String service,
        List<Path> views,
        Http http,
        Path stateDir,
        int partitions,
        int threads,
        int replication,
        Optional<String> instanceId,
        StoreMemory memory,
        int pruneAfterHours,
        Map<String, String> kafka,
        Map<String, String> streams) {
    public static final int DEFAULT_PARTITIONS = 8;
    public static final int BROKER_DEFAULT = -1;
    public static final int NEVER_PRUNE = 0;
    public static final int DEFAULT_PRUNE_AFTER_HOURS = 24;

    public ServiceConfig {
        views = List.copyOf(views);
        kafka = Collections.unmodifiableMap(new LinkedHashMap<>(kafka));
        streams = Collections.unmodifiableMap(new LinkedHashMap<>(streams));
    }

    /** One that listens on a free port of this machine alone, all else by default. */
    public static ServiceConfig local(String service, Path stateDir, String bootstrapServers) {
        return new ServiceConfig(
                service,
                List.of(),
                new Http("127.0.0.1", 0, Optional.empty()),
                stateDir,
                DEFAULT_PARTITIONS,
                1,
                BROKER_DEFAULT,
                Optional.empty(),
                StoreMemory.DEFAULT,
                DEFAULT_PRUNE_AFTER_HOURS,
                Map.of("bootstrap.servers", bootstrapServers),
                Map.of());
    }

    /**
     * Where the HTTP API listens, and whom it answers.
     *
     * @param host the address to listen on
     * @param port 0 for any free one
     * @param advertised where the other instances find this one; empty when they find it by its host name
     * @param tls empty for plain HTTP
     * @param cors empty when only pages of the same origin may read answers
     * @param clusterSecret by which instances know each other's requests; empty when they do not
     * @param clusterAuthority a file of the certificates that other instances' are signed by, in PEM; empty for those that Java
     *     trusts, and this instance's own
     */
    public record Http(
            String host,
            int port,
            Optional<HostPort> advertised,
            Optional<Tls> tls,
            AccessRules access,
            Optional<RateLimit> rateLimit,
            HttpLimits limits,
            Optional<Cors> cors,
            Optional<String> clusterSecret,
            Optional<Path> clusterAuthority) {
        /** Every address: a service in a container is not reached otherwise. */
        public static final String DEFAULT_HOST = "0.0.0.0";

        public static final int DEFAULT_PORT = 8080;

        /** Plain HTTP, open to all. */
        public Http(String host, int port, Optional<HostPort> advertised) {
            this(
                    host,
                    port,
                    advertised,
                    Optional.empty(),
                    AccessRules.NONE,
                    Optional.empty(),
                    HttpLimits.DEFAULT,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        public Http withPort(int other) {
            return with(other, advertised);
        }

        public Http withAdvertised(HostPort other) {
            return with(port, Optional.of(other));
        }

        private Http with(int otherPort, Optional<HostPort> otherAdvertised) {
            return new Http(
                    host,
                    otherPort,
                    otherAdvertised,
                    tls,
                    access,
                    rateLimit,
                    limits,
                    cors,
                    clusterSecret,
                    clusterAuthority);
        }

        /**
         * Where the other instances find this one: as advertised, or by the host's name. Empty when the port is not known
         * before it is taken, or the host has no name.
         */
        public Optional<HostPort> address() {
            if (advertised.isPresent() || port == 0) {
                return advertised;
            }
            try {
                return Optional.of(new HostPort(InetAddress.getLocalHost().getHostName(), port));
            } catch (UnknownHostException nameless) {
                return Optional.empty();
            }
        }
    }

    /**
     * Reads a configuration file. Relative paths in it are relative to it, wherever the service is started.
     *
     * @throws InvalidInput with all that is wrong with it
     */
    public static ServiceConfig load(Path file) {
        return ServiceConfigReader.read(file, System.getenv());
    }

    /**
     * The view files that a file stands for: those that a configuration names, or the file itself when it declares
     * sources and views.
     *
     * @throws InvalidInput when it is a configuration that cannot be used
     */
    public static List<Path> viewFiles(Path file) {
        return ServiceConfigReader.viewFiles(file, System.getenv());
    }

    public ServiceConfig withHttp(Http other) {
        return with(copy -> copy.http = other);
    }

    public ServiceConfig withStateDir(Path other) {
        return with(copy -> copy.stateDir = other);
    }

    public ServiceConfig withPartitions(int other) {
        return with(copy -> copy.partitions = other);
    }

    public ServiceConfig withThreads(int other) {
        return with(copy -> copy.threads = other);
    }

    public ServiceConfig withReplication(int other) {
        return with(copy -> copy.replication = other);
    }

    public ServiceConfig withInstanceId(String other) {
        return with(copy -> copy.instanceId = Optional.of(other));
    }

    /** With these client properties instead of, or besides, those of the same names. */
    public ServiceConfig withKafka(Map<String, String> others) {
        return with(copy -> copy.kafka.putAll(others));
    }

    /** With these Kafka Streams properties instead of, or besides, those of the same names. */
    public ServiceConfig withStreams(Map<String, String> others) {
        return with(copy -> copy.streams.putAll(others));
    }

    private ServiceConfig with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.config();
    }

    /** What can be changed, while it is. */
    private static final class Copy {
        private final ServiceConfig before;
        private final Map<String, String> kafka;
        private final Map<String, String> streams;
        private Http http;
        private Path stateDir;
        private int partitions;
        private int threads;
        private int replication;
        private Optional<String> instanceId;

        Copy(ServiceConfig before) {
            this.before = before;
            kafka = new LinkedHashMap<>(before.kafka);
            streams = new LinkedHashMap<>(before.streams);
            http = before.http;
            stateDir = before.stateDir;
            partitions = before.partitions;
            threads = before.threads;
            replication = before.replication;
            instanceId = before.instanceId;
        }

        ServiceConfig config() {
            return new ServiceConfig(
                    before.service,
                    before.views,
                    http,
                    stateDir,
                    partitions,
                    threads,
                    replication,
                    instanceId,
                    before.memory,
                    before.pruneAfterHours,
                    kafka,
                    streams);
        }
    }
}
