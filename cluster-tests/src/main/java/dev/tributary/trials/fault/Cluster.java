package dev.tributary.trials.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.sandbox.process.Kafka;
import dev.tributary.sandbox.process.Patience;
import dev.tributary.sandbox.process.ThreeBrokers;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.read.Answer;
import dev.tributary.trials.read.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The instances of a trial and its Kafka. */
public final class Cluster implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(4);
    /** Longer than an instance that once did not answer is asked last for that. */
    private static final Duration SETTLED_FOR = Duration.ofMillis(1_500);

    /** Of all logs of a partition of documents; one that is restored lacks thousands. */
    private static final long STANDS_BY_WITHIN_RECORDS = 500;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Layout layout;
    private final FaultLog log;
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final Map<Instance, Watch> watches = new ConcurrentHashMap<>();
    private int made;

    /**
     * What a cluster is made of.
     *
     * @param directory for all that it writes
     * @param settings further lines of each instance's configuration
     * @param staticIds whether instances keep their membership over a restart
     * @param diskMegabytes of each instance's own disk; 0 for none
     */
    public record Layout(
            Path directory,
            String service,
            String views,
            Kafka kafka,
            String settings,
            boolean staticIds,
            int diskMegabytes) {}

    /** One without instances. */
    public Cluster(Layout layout, FaultLog log) {
        this.layout = layout;
        this.log = log;
        try {
            Files.createDirectories(layout.directory());
            Files.writeString(layout.directory().resolve("views.yaml"), layout.views());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + layout.directory(), e);
        }
    }

    public String service() {
        return layout.service();
    }

    public Kafka kafka() {
        return layout.kafka();
    }

    FaultLog log() {
        return log;
    }

    /** Those that there are, running or not. */
    public List<Instance> instances() {
        return List.copyOf(instances);
    }

    /** Starts one more instance. */
    public Instance add() {
        made++;
        String name = "i" + made;
        String settings = layout.settings() + (layout.staticIds() ? "instance_id: " + name + "\n" : "");
        Instance instance = new Instance(
                name, layout.directory(), layout.service(), layout.kafka(), settings, layout.diskMegabytes());
        instances.add(instance);
        watches.put(instance, Watch.start(instance, log::complain));
        instance.start();
        return instance;
    }

    /** Parts with an instance for good. */
    void remove(Instance instance) {
        instances.remove(instance);
        Watch watch = watches.remove(instance);
        if (watch != null) {
            watch.close();
        }
        instance.close();
    }

    /** Starts an instance that has ended, and waits until it is in rotation. */
    public void startAgain(Instance instance) {
        instance.start();
        awaitReady(instance);
    }

    /** Waits until an instance is in rotation. */
    void awaitReady(Instance instance) {
        Patience.until(
                instance.name() + " to be ready",
                READY_WITHIN,
                () -> {
                    requireRunning(instance);
                    return instance.inRotation();
                },
                instance::lastWords);
    }

    private static void requireRunning(Instance instance) {
        if (!instance.isRunning()) {
            throw new Patience.GaveUp(instance.name() + " has ended: " + instance.lastWords());
        }
    }

    /**
     * Waits until all are in rotation, every partition has an active copy and one that stands by and is not being restored, on
     * living brokers, and each instance answers from active copies: until then what was done has not come to its end.
     */
    public void awaitSettled() {
        long[] since = {Long.MAX_VALUE};
        Patience.until(
                "the cluster to settle",
                SETTLED_WITHIN,
                () -> {
                    long before = since[0];
                    since[0] = Long.MAX_VALUE;
                    if (!isSettled()) {
                        return false;
                    }
                    since[0] = Math.min(before, System.nanoTime());
                    return System.nanoTime() - since[0] >= SETTLED_FOR.toNanos();
                },
                this::describe);
    }

    private boolean isSettled() throws Exception {
        for (Instance each : instances) {
            requireRunning(each);
            if (!each.inRotation() || !isPlaced(each) || !ActiveCopies.areThere(each)) {
                return false;
            }
        }
        return !(layout.kafka() instanceof ThreeBrokers brokers) || brokers.isWhole();
    }

    /** Whether every partition has its copies, as one instance sees it. */
    private boolean isPlaced(Instance asked) throws IOException {
        Set<String> addresses =
                instances.stream().map(Instance::address).collect(Collectors.toCollection(HashSet::new));
        for (JsonNode view : get(asked, "/cluster").path("views")) {
            if (!view.path("state").asText().equals("running")
                    || view.path("partitions").isEmpty()) {
                return false;
            }
            for (JsonNode partition : view.path("partitions")) {
                boolean active = addresses.contains(
                        partition.path("active").path("instance").asText());
                int standbys = 0;
                for (JsonNode standby : partition.path("standbys")) {
                    boolean isThere =
                            addresses.contains(standby.path("instance").asText());
                    standbys += isThere && standsBy(standby.path("lag")) ? 1 : 0;
                }
                if (!active || (instances.size() > 1 && standbys == 0)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean standsBy(JsonNode lag) {
        return lag.isObject() && lag.path("records").longValue() <= STANDS_BY_WITHIN_RECORDS;
    }

    /** What an instance answers, as JSON; an error when it answers none. */
    public static JsonNode get(Instance instance, String path) throws IOException {
        try (Connection connection = new Connection(instance.port())) {
            Answer answer = connection.get(path, "");
            if (answer.status() != 200) {
                throw new IOException(instance.name() + " answers " + path + " with " + answer.status());
            }
            return JSON.readTree(answer.body());
        }
    }

    private String describe() {
        StringBuilder all = new StringBuilder();
        for (Instance each : instances) {
            all.append(each.name())
                    .append(each.isRunning() ? " running" : " not running")
                    .append(each.inRotation() ? ", in rotation" : ", not in rotation");
            try {
                all.append(": ").append(get(each, "/cluster"));
            } catch (IOException silent) {
                all.append(": ").append(silent.getMessage());
            }
            all.append('\n').append(each.lastWords()).append('\n');
        }
        return all.toString();
    }

    @Override
    public void close() {
        watches.values().forEach(Watch::close);
        instances.forEach(Instance::close);
    }
}
