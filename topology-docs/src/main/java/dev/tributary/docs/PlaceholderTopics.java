package dev.tributary.docs;

import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Planner;
import dev.tributary.topology.Topics;
import java.util.HashMap;
import java.util.Map;

/** Names of topics for pages that are about no running service: what differs between services is a placeholder. */
final class PlaceholderTopics implements Topics {
    /** What the placeholders stand for. */
    static final String LEGEND = "`<service>` stands for the service's name, `<app>` for the view's application id, "
            + "`<service>-<view>-<hash>`, and `<hash>` for eight digits that change with the definition.";

    private final Map<Log, String> rowTopics = new HashMap<>();

    /** Row logs are one for all views of a service, the other logs are the view's own. */
    PlaceholderTopics(Plan plan) {
        plan.view().publish().ifPresent(topic -> rowTopics.put(Plan.published(), topic));
        plan.sources()
                .forEach(
                        source -> rowTopics.put(Planner.rowLog(source), "<service>-" + source.name() + "-<hash>-rows"));
    }

    @Override
    public String topic(Log log) {
        return rowTopics.getOrDefault(log, "<app>-" + log.name());
    }

    @Override
    public String deadLetters() {
        return "<service>-dead-letters";
    }
}
