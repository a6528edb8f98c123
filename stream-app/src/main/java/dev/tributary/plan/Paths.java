package dev.tributary.plan;

import dev.tributary.view.Relation;
import dev.tributary.view.Step;
import dev.tributary.view.Step.Direction;
import java.util.ArrayList;
import java.util.List;

/** Follows the paths of relations through the flows. */
final class Paths {
    private final Wiring wiring;

    Paths(Wiring wiring) {
        this.wiring = wiring;
    }

    /**
     * Where an object stands.
     *
     * @param listing the rows in whose fragments it is
     * @param flow the flow of those rows
     * @param node its own row
     * @param path the rows passed on the way to the row, and the row itself; none for a root
     */
    record Stand(Listing listing, Flow flow, RowNode node, List<RowNode> path) {}

    /**
     * Where a relation leads.
     *
     * @param flow the flow of the last row that was reached against a reference, or of the object itself
     * @param attach the row from which the first such step was taken; the last row if there was none
     * @param nodes each step's row
     * @param lookedUp those of the nodes that the flow looks up at the end of the path
     */
    record Reached(Flow flow, RowNode attach, List<RowNode> nodes, List<RowNode> lookedUp) {
        RowNode last() {
            return nodes.get(nodes.size() - 1);
        }
    }

    Reached follow(Stand from, Relation relation) {
        List<RowNode> nodes = new ArrayList<>();
        int step = 0;
        RowNode at = from.node();
        while (step < relation.path().size() && isUp(relation.path().get(step))) {
            at = wiring.lookUp(from.flow(), at, relation.path().get(step++));
            nodes.add(at);
        }
        if (step == relation.path().size()) {
            return new Reached(from.flow(), at, nodes, List.copyOf(nodes));
        }
        return descend(
                from.flow(),
                at,
                nodes,
                relation.path().subList(step, relation.path().size()));
    }

    /** From the rows of a group on; the first step is to the rows themselves. */
    Reached followInGroup(Flow rows, Relation relation) {
        List<RowNode> nodes = new ArrayList<>(List.of(rows.base));
        return descend(
                rows,
                rows.base,
                nodes,
                relation.path().subList(1, relation.path().size()));
    }

    private Reached descend(Flow from, RowNode attach, List<RowNode> nodes, List<Step> steps) {
        Flow flow = from;
        RowNode at = attach;
        List<RowNode> lookedUp = new ArrayList<>();
        for (Step step : steps) {
            if (isUp(step)) {
                at = wiring.lookUp(flow, at, step);
                lookedUp.add(at);
            } else {
                flow = wiring.down(flow, at, step);
                at = flow.base;
                lookedUp.clear();
            }
            nodes.add(at);
        }
        return new Reached(flow, attach, nodes, lookedUp);
    }

    private static boolean isUp(Step step) {
        return step.direction() == Direction.UP;
    }
}
