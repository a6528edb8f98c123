package dev.tributary.plan;

import dev.tributary.plan.Flow.Climb;
import dev.tributary.view.Model;
import dev.tributary.view.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The flows of a plan while it is made. One flow for each way from a document's root, whatever fields follow it, so that all
 * that a row means to a document is one message.
 */
final class Wiring {
    /** Stages and collections are one byte, clear of those that end a value. */
    static final int MOST_STAGES = 238;

    private final Model model;
    private final int eventsKept;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final List<RowNode> nodes = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();
    private final Map<Way, Flow> ways = new HashMap<>();
    private final Map<Log, Integer> stages = new HashMap<>();

    Wiring(Model model, int eventsKept) {
        this.model = model;
        this.eventsKept = eventsKept;
    }

    /** A step down from a row. */
    private record Way(RowNode from, Step step) {}

    Model model() {
        return model;
    }

    Map<String, Shape> shapes() {
        return shapes;
    }

    Shape shape(String source) {
        return shapes.computeIfAbsent(source, name -> new Shape());
    }

    int nodes() {
        return nodes.size();
    }

    RowNode node(String source) {
        return node(source, shape(source));
    }

    /** A node that never has a row: the root of a group. */
    RowNode emptyNode(String view) {
        return node(view, new Shape());
    }

    private RowNode node(String source, Shape shape) {
        RowNode node = new RowNode(nodes.size(), model.source(source), shape);
        nodes.add(node);
        return node;
    }

    Flow begin(Flow flow) {
        flows.add(flow);
        return flow;
    }

    private int stage(Log log) {
        int stage = stages.merge(log, 1, Integer::sum);
        if (stage > MOST_STAGES) {
            throw new IllegalArgumentException(
                    "more than " + MOST_STAGES + " joins lead to " + log.name() + "; split the view into several");
        }
        return stage;
    }

    private static Log visits(RowNode visited) {
        return new Log("visits-" + visited.source().name(), visited.keyParts());
    }

    /** The row that a reference of the node's row leads to; one for all fields that follow the reference. */
    RowNode lookUp(Flow flow, RowNode from, Step step) {
        int[] columns = from.shape().needForRouting(step.columns());
        for (Flow.Hop hop : flow.hops) {
            if (hop.by.from().equals(from)
                    && Arrays.equals(hop.by.columns(), columns)
                    && hop.node().source().name().equals(step.source())) {
                return hop.node();
            }
        }
        RowNode to = node(step.source());
        Log visits = visits(to);
        flow.hops.add(new Flow.Hop(flow, flow.hops.size(), true, new Climb(from, columns, to), stage(visits), visits));
        flow.lookups++;
        return to;
    }

    /**
     * The flow of the rows that reference a row: it climbs as the row's own flow does. Where the row is one that others look
     * up, it meets them there.
     *
     * @param above the flow that the row is of
     */
    Flow down(Flow above, RowNode attach, Step step) {
        return ways.computeIfAbsent(new Way(attach, step), way -> {
            RowNode base = node(step.source());
            int[] columns = base.shape().needForRouting(step.columns());
            return begin(down(above, attach, new Climb(base, columns, attach)));
        });
    }

    private static Flow down(Flow above, RowNode attach, Climb climb) {
        RowNode base = climb.from();
        boolean aboveIsRoot = above.exitKey == null;
        int aboveParts = aboveIsRoot ? 0 : above.identityParts();
        if (!attach.equals(above.base)) {
            Flow flow = new Flow(base, List.of(), climb, aboveParts + attach.keyParts() + base.keyParts());
            flow.meets = hopTo(above, attach);
            return flow;
        }
        if (aboveIsRoot) {
            return new Flow(base, List.of(), climb, base.keyParts());
        }
        List<Climb> climbs = new ArrayList<>(List.of(climb));
        climbs.addAll(above.climbs);
        Flow flow = new Flow(base, climbs, above.exitKey, aboveParts + base.keyParts());
        flow.meets = above.meets;
        return flow;
    }

    /** The hop at which a flow looks up a node's row. */
    static Flow.Hop hopTo(Flow flow, RowNode node) {
        return flow.hops.stream()
                .filter(hop -> hop.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    /** Where a flow's rows come to in the documents, by way of the meetings on it. */
    Landing land(Flow flow, Log documents) {
        if (flow.landing == null) {
            flow.landing = new Landing(flow, documents, stage(documents), eventsKept);
            lead(flow, flow.landing);
        }
        return flow.landing;
    }

    private void lead(Flow flow, Landing landing) {
        Flow.Hop meets = flow.meets;
        if (meets == null) {
            flow.exit = new Flow.Exit.Documents(landing);
            return;
        }
        Flow visitors = meets.flow;
        Flow pairs = begin(new Flow(visitors.base, visitors.climbs, visitors.exitKey, visitors.identityParts()));
        pairs.meets = visitors.meets;
        Flow.Arrival arrival = new Flow.Arrival(flow, meets, pairs, stage(meets.log()));
        pairs.madeBy = arrival;
        meets.arrivals.add(arrival);
        flow.exit = new Flow.Exit.Meeting(arrival);
        lead(pairs, landing);
    }

    /** Completes the flows that are needed. */
    List<Flow> finish() {
        List<Flow> needed = flows.stream().filter(Flow::isNeeded).toList();
        needed.forEach(this::climb);
        needed.forEach(Wiring::carry);
        return needed;
    }

    /** Appends the hops of the climb, which come after all lookups. */
    private void climb(Flow flow) {
        for (Climb climb : flow.climbs) {
            Log visits = visits(climb.to());
            flow.hops.add(new Flow.Hop(flow, flow.hops.size(), false, climb, stage(visits), visits));
        }
    }

    private static void carry(Flow flow) {
        List<RowNode> known = new ArrayList<>(List.of(flow.base));
        for (Flow.Hop hop : flow.hops) {
            hop.carry = hop.lookup ? List.copyOf(known) : List.copyOf(flow.neededAt(hop.index));
            known.add(hop.node());
            for (Flow.Arrival arrival : hop.arrivals) {
                arrival.carry = List.copyOf(arrival.needed());
            }
        }
    }
}
