package dev.tributary.benchmarks.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** The topics that contenders make for themselves. Thread-safe. */
public final class Logs implements AutoCloseable {
    private final Admin admin;
    private final Set<String> ofServices;

    /** @param ofServices topics that are not counted */
    public Logs(String bootstrap, Collection<String> ofServices) {
        this.ofServices = Set.copyOf(ofServices);
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Records that were ever written to them. */
    public long records() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        Map<String, TopicDescription> topics = admin.describeTopics(
                        admin.listTopics().names().get())
                .allTopicNames()
                .get();
        topics.forEach((name, topic) -> {
            if (!isOfServices(name)) {
                topic.partitions()
                        .forEach(partition ->
                                ends.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest()));
            }
        });
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** What they take on the broker's disk. */
    public long bytes() throws ExecutionException, InterruptedException {
        int broker = admin.describeCluster().nodes().get().iterator().next().id();
        Map<String, LogDirDescription> folders =
                admin.describeLogDirs(List.of(broker)).allDescriptions().get().get(broker);
        return Objects.requireNonNull(folders).values().stream()
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> !isOfServices(replica.getKey().topic()))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    /** Whether it is written by the services, or is Kafka's own. */
    private boolean isOfServices(String topic) {
        return ofServices.contains(topic) || topic.startsWith("__");
    }

    @Override
    public void close() {
        admin.close();
    }
}
