package dev.tributary.docs;

import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.topology.Topics;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of topics for pages that are about no running service: what differs between services is a placeholder. */
final class PlaceholderTopics implements Topics {
    /** What the placeholders stand for. */
    static final String LEGEND =
            "`<service>` stands for the service's name, `<app>` for the view's application id, `<service>-<view>-<hash>`.";

    private final Set<Log> shared;

    /** Row logs are one for all views of a service, the other logs are the view's own. */
    PlaceholderTopics(Plan plan) {
        shared = plan.sources().stream().map(Planner::rowLog).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String topic(Log log) {
        return (shared.contains(log) ? "<service>-" : "<app>-") + log.name();
    }

    @Override
    public String deadLetters() {
        return "<service>-dead-letters";
    }
}
