package dev.tributary.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which logs the rows of flows may be sent to. */
final class Routes {
    private Routes() {}

    /** The logs that may come next after the entries of flows and after hops. */
    static List<Log> logsBehind(Collection<Flow> flows, Collection<Flow.Hop> hops) {
        Set<Log> logs = new LinkedHashSet<>();
        flows.forEach(flow -> addBehind(flow, -1, logs));
        for (Flow.Hop hop : hops) {
            addBehind(hop.flow, hop.index, logs);
            hop.arrivals.forEach(arrival -> addBehind(arrival.pairs, -1, logs));
        }
        return new ArrayList<>(logs);
    }

    private static void addBehind(Flow flow, int after, Set<Log> logs) {
        for (int i = after + 1; i < flow.hops.size(); i++) {
            logs.add(flow.hops.get(i).log());
            if (!flow.hops.get(i).lookup) {
                return;
            }
        }
        if (flow.exit instanceof Flow.Exit.Documents documents) {
            logs.add(documents.landing().log());
        } else if (flow.exit instanceof Flow.Exit.Meeting meeting) {
            logs.add(meeting.arrival().log());
        }
    }
}
