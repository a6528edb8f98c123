package dev.tributary.runtime;

import dev.tributary.plan.Plan;
import dev.tributary.view.Source;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at topics that are not ours before a view starts, and warns of settings that lose what the view needs. */
final class TopicChecks {
    private static final Logger LOG = LoggerFactory.getLogger(TopicChecks.class);

    private final Cluster cluster;
    private final Set<String> warned = new HashSet<>();

    TopicChecks(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Looks at what a view needs. */
    void before(Plan plan) {
        plan.sources().stream()
                .filter(source -> source.kind() == Source.Kind.EVENTS)
                .forEach(this::beforeCounting);
        plan.view().publish().ifPresent(topic -> beforePublishing(plan.view().name(), topic));
    }

    /** Makes the topic to which a view is published, or uses the one that is there as it is. */
    private void beforePublishing(String view, String topic) {
        if (cluster.topicIds(Set.of(topic)).isEmpty()) {
            cluster.createPublished(topic);
        } else {
            published(view, topic, cluster.settings(topic)).ifPresent(LOG::warn);
        }
    }

    /** Warns, once, when a topic of events does not keep them all. */
    private void beforeCounting(Source events) {
        if (warned.add(events.topic())) {
            events(events, cluster.settings(events.topic())).ifPresent(LOG::warn);
        }
    }

    static Optional<String> published(String view, String topic, Map<String, String> settings) {
        String policy = settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        return policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)
                ? Optional.empty()
                : Optional.of("Topic " + topic + ", to which " + view + " is published, has cleanup.policy=" + policy
                        + ": documents that do not change are lost from it in time. Set cleanup.policy=compact");
    }

    static Optional<String> events(Source events, Map<String, String> settings) {
        String policy = settings.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        if (policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            return Optional.of(
                    "Topic " + events.topic() + " has cleanup.policy=" + policy + ": of events with the same key"
                            + " only the newest is kept, so a view of " + events.name()
                            + " that is rebuilt counts only what is left. Set cleanup.policy=delete and retention.ms=-1");
        }
        long ms = Long.parseLong(settings.getOrDefault(TopicConfig.RETENTION_MS_CONFIG, "-1"));
        long bytes = Long.parseLong(settings.getOrDefault(TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
        if (ms < 0 && bytes < 0) {
            return Optional.empty();
        }
        String kept = ms < 0 ? bytes + " bytes of each partition" : text(ms);
        String setting = ms < 0
                ? "retention.bytes=-1"
                : bytes < 0 ? "retention.ms=-1" : "retention.ms=-1 and retention.bytes=-1";
        return Optional.of("Topic " + events.topic() + " keeps only the last " + kept + ": a view of the events "
                + events.name() + " that is rebuilt counts only what is left. Set " + setting + " to keep them all");
    }

    private static String text(long ms) {
        Duration time = Duration.ofMillis(ms);
        if (time.toDays() >= 2) {
            return time.toDays() + " days";
        }
        return time.toHours() >= 2 ? time.toHours() + " hours" : time.toSeconds() + " s";
    }
}
