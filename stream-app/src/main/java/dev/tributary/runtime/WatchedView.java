package dev.tributary.runtime;

import dev.tributary.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * A view that has started.
 *
 * @param from the partitions of its source topics
 * @param partitions those, and all of its logs
 * @param ingesting the groups that read its source topics
 */
record WatchedView(
        Plan plan,
        Application application,
        Progress progress,
        Set<TopicPartition> from,
        Set<TopicPartition> partitions,
        List<String> ingesting,
        Optional<PublishedTopic> published) {

    String name() {
        return plan.view().name();
    }

    /** Looks how far it has come. */
    void look(Cluster cluster) {
        long atMs = Progress.clockMs();
        Map<TopicPartition, Long> committed = committed(cluster);
        progress.update(cluster.ends(partitions), committed, atMs);
    }

    /**
     * What has been passed: of the source topics by those who ingest them, of all else by the view itself. A source's row log
     * is read by both, and the view's reading counts, before it has begun, too.
     */
    private Map<TopicPartition, Long> committed(Cluster cluster) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        for (String group : ingesting) {
            committed.putAll(cluster.committed(group));
        }
        committed.keySet().retainAll(from);
        committed.putAll(cluster.committed(application.id()));
        // where nothing is left to read, nothing will ever be committed
        cluster.beginnings(partitions).forEach((partition, first) -> committed.merge(partition, first, Math::max));
        return committed;
    }
}
