package dev.tributary.runtime;

import dev.tributary.config.ServiceConfig;
import dev.tributary.plan.Planner;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Applications that this instance has run and runs no more, since their definition has changed or is gone: what they have left
 * can be removed when no other instance runs them. Not thread-safe.
 */
public final class Superseded implements AutoCloseable {
    private final Cluster cluster;
    private final KnownApplications known;
    private final BuiltMarks marks;
    private final Set<String> current;

    Superseded(Cluster cluster, KnownApplications known, BuiltMarks marks, Collection<String> current) {
        this.cluster = cluster;
        this.known = known;
        this.marks = marks;
        this.current = Set.copyOf(current);
    }

    /**
     * One of them, as it was found.
     *
     * @param id also of its group; local state and topics are named after it
     * @param isRunning whether another instance still runs it
     */
    public record Leftover(String id, Instant lastRun, List<String> topics, boolean isRunning) {}

    /**
     * For a service that need not be running.
     *
     * @throws KafkaFailure when Kafka does not answer, or a source topic is missing, without which names cannot be told
     */
    public static Superseded of(ServiceConfig config, Model model) {
        Cluster cluster = new Cluster(config);
        try {
            return new Superseded(
                    cluster,
                    new KnownApplications(config),
                    new BuiltMarks(config.stateDir()),
                    names(config, model, cluster));
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    private static Set<String> names(ServiceConfig config, Model model, Cluster cluster) {
        Set<String> topics =
                model.sources().values().stream().map(Source::topic).collect(Collectors.toSet());
        Map<String, String> topicIds = cluster.topicIds(topics);
        topics.removeAll(topicIds.keySet());
        if (!topics.isEmpty()) {
            throw new KafkaFailure("source topics are missing, and without them what is still needed cannot be told: "
                    + String.join(", ", new TreeSet<>(topics)));
        }
        Naming naming = new Naming(config, topicIds);
        Set<String> names =
                model.sources().values().stream().map(naming::application).collect(Collectors.toSet());
        model.views().values().forEach(view -> names.add(naming.application(Planner.plan(model, view))));
        return names;
    }

    /** All that there are, by name. */
    public List<Leftover> leftovers() {
        List<KnownApplications.Known> all = known.besides(current);
        if (all.isEmpty()) {
            return List.of();
        }
        Set<String> topics = cluster.topicNames();
        return all.stream()
                .map(each -> new Leftover(
                        each.id(),
                        each.lastRun(),
                        topics.stream()
                                .filter(topic -> topic.startsWith(each.id() + "-"))
                                .sorted()
                                .toList(),
                        cluster.hasMembers(each.id())))
                .toList();
    }

    /**
     * Deletes its group, its topics and its local state. What fails can be done again.
     *
     * @throws KafkaFailure when Kafka refuses, as it does with a group that somebody has joined since
     * @throws java.io.UncheckedIOException when a file cannot be deleted
     */
    public void remove(Leftover leftover) {
        cluster.deleteGroup(leftover.id());
        cluster.deleteTopics(leftover.topics());
        known.forget(leftover.id(), marks);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
