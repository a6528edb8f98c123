package dev.tributary.plan;

import dev.tributary.codec.RowReader;
import dev.tributary.plan.Flow.Climb;
import dev.tributary.store.Collection;
import dev.tributary.view.Condition;
import dev.tributary.view.Field;
import dev.tributary.view.Fields;
import dev.tributary.view.Model;
import dev.tributary.view.Order;
import dev.tributary.view.Source;
import dev.tributary.view.Step.Direction;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of a view.
 *
 * <p>The way from a document's root to a related row is a word of steps up (along the row's own reference) and down (against
 * a reference to it). What is reached by steps up belongs to the row that starts them: it looks them up. A run of steps down
 * starts a collection; its last row is the base of a flow that climbs the run back. Where a run starts below a looked-up
 * row, that row's key is the meeting of those who look it up and the run's rows.
 */
public final class Planner {
    private final Model model;
    private final View view;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final List<RowNode> nodes = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();
    private final List<Element> elements = new ArrayList<>();
    private final Log documents;
    private int stages = 1;

    private Planner(Model model, View view) {
        this.model = model;
        this.view = view;
        documents = new Log("documents", model.source(view.from()).key().size());
    }

    /** The plan of a checked view. */
    public static Plan plan(Model model, View view) {
        return new Planner(model, view).plan();
    }

    /** The log of a source's rows: one for all views. */
    public static Log rowLog(Source source) {
        return new Log("rows-" + source.name(), source.key().size());
    }

    private Plan plan() {
        RowNode root = node(view.from());
        Flow flow = flow(new Flow(root, List.of(), null));
        Element element = element(null, 0, 0);
        flow.element = element;
        flow.exit = new Flow.Exit.Documents(element);
        Template template = template(element, flow, root, view.fields());
        Shape shape = root.shape();
        element.define(
                template,
                null,
                view.where().map(condition -> filter(condition, shape)).orElse(null));
        flows.forEach(this::climb);
        flows.forEach(Planner::carry);
        return new Plan(model, view, shapes, nodes.size(), flows, elements, documents);
    }

    private static Filter filter(Condition condition, Shape shape) {
        columnsOf(condition).forEach(shape::need);
        return new Filter(condition, shape::need);
    }

    private static List<String> columnsOf(Condition condition) {
        List<String> columns = new ArrayList<>();
        if (condition instanceof Condition.And and) {
            and.parts().forEach(part -> columns.addAll(columnsOf(part)));
        } else if (condition instanceof Condition.Or or) {
            or.parts().forEach(part -> columns.addAll(columnsOf(part)));
        } else if (condition instanceof Condition.Not not) {
            columns.addAll(columnsOf(not.part()));
        } else if (condition instanceof Condition.Compare compare) {
            columns.add(compare.column());
        }
        return columns;
    }

    private RowNode node(String source) {
        Shape shape = shapes.computeIfAbsent(source, name -> new Shape());
        RowNode node = new RowNode(nodes.size(), model.source(source), shape);
        nodes.add(node);
        return node;
    }

    private Flow flow(Flow flow) {
        flows.add(flow);
        return flow;
    }

    private Element element(@Nullable Element parent, int parentKeyParts, int anchorParts) {
        if (elements.size() > MOST_STAGES) {
            throw tooMany("collections");
        }
        Element element = new Element(elements.size(), parent, documents, parentKeyParts, anchorParts);
        elements.add(element);
        return element;
    }

    private int stage() {
        if (stages > MOST_STAGES) {
            throw tooMany("joins");
        }
        return stages++;
    }

    private IllegalArgumentException tooMany(String what) {
        return new IllegalArgumentException(
                "view " + view.name() + " has more than " + MOST_STAGES + " " + what + "; split it into several views");
    }

    /** Stages and collections are one byte, clear of those that end a value. */
    private static final int MOST_STAGES = 238;

    private Log visits(RowNode visited) {
        return new Log("visits-" + visited.source().name(), visited.keyParts());
    }

    // ------------------------------------------------------------------------------------------------- fields

    private Template template(Element element, Flow flow, RowNode node, Fields fields) {
        if (fields.all()) {
            return new Template(node, node.shape().need(RowReader.WHOLE), List.of(), List.of());
        }
        List<Template.Member> members = new ArrayList<>();
        List<Template> required = new ArrayList<>();
        for (Field field : fields.list()) {
            if (field instanceof Field.Column column) {
                members.add(
                        new Template.Member.Value(column.name(), node.shape().need(column.column())));
            } else if (field instanceof Field.Related related) {
                members.add(related(element, flow, node, related, required));
            }
        }
        return new Template(node, -1, members, required);
    }

    private Template.Member related(
            Element element, Flow flow, RowNode node, Field.Related related, List<Template> required) {
        List<RowNode> path = new ArrayList<>();
        RowNode reached = node;
        int step = 0;
        while (step < related.path().size() && related.path().get(step).direction() == Direction.UP) {
            reached = lookUp(flow, reached, related.path().get(step++));
            path.add(reached);
        }
        if (step < related.path().size()) {
            return collection(element, flow, reached, path, step, related);
        }
        Template nested = template(element, flow, reached, related.fields());
        if (related.required()) {
            required.add(nested);
        }
        return new Template.Member.Nested(related.name(), nested);
    }

    /** The row that a reference of the node's row leads to; one for all fields that follow the reference. */
    private RowNode lookUp(Flow flow, RowNode from, dev.tributary.view.Step step) {
        int[] columns = from.shape().needForRouting(step.columns());
        for (Flow.Hop hop : flow.hops) {
            if (hop.by.from().equals(from)
                    && Arrays.equals(hop.by.columns(), columns)
                    && hop.node().source().name().equals(step.source())) {
                return hop.node();
            }
        }
        RowNode to = node(step.source());
        Climb by = new Climb(from, columns, to);
        flow.hops.add(new Flow.Hop(flow, flow.hops.size(), true, by, stage(), visits(to)));
        flow.lookups++;
        return to;
    }

    // -------------------------------------------------------------------------------------------- collections

    private Template.Member collection(
            Element parent, Flow parentFlow, RowNode attach, List<RowNode> path, int firstDown, Field.Related related) {
        boolean anchored = !attach.equals(parentFlow.base);
        Element element = element(parent, parent.keyParts(), anchored ? attach.keyParts() : 0);
        Climb anchor = anchored ? hopTo(parentFlow, attach).by : null;
        Flow flow = parentFlow;
        RowNode reached = attach;
        int step = firstDown;
        while (step < related.path().size()) {
            flow = descend(flow, reached, path, step, related.path());
            step += runLength(related.path(), step);
            reached = flow.base;
            while (step < related.path().size() && related.path().get(step).direction() == Direction.UP) {
                reached = lookUp(flow, reached, related.path().get(step++));
                path.add(reached);
            }
        }
        element.ownParts(ownParts(path, related));
        flow.hops.forEach(hop -> element.requirePath(hop.node()));
        flow.element = element;
        show(flow, element);
        sort(element, path, related, reached);
        Template template = template(element, flow, reached, related.fields());
        boolean single = related.cardinality() == Field.Cardinality.ONE;
        element.define(
                template,
                new Collection(
                        element.id(),
                        parent.id(),
                        single,
                        single ? OptionalInt.of(1) : related.limit(),
                        related.required()),
                null);
        return new Template.Member.Hole(related.name(), element.id(), anchor);
    }

    private static int runLength(List<dev.tributary.view.Step> path, int from) {
        int to = from;
        while (to < path.size() && path.get(to).direction() == Direction.DOWN) {
            to++;
        }
        return to - from;
    }

    private static Flow.Hop hopTo(Flow flow, RowNode node) {
        return flow.hops.stream()
                .filter(hop -> hop.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    /** The flow of the last row of a run of steps down: it climbs the run, then goes where the run's start leads. */
    private Flow descend(
            Flow above, RowNode attach, List<RowNode> path, int step, List<dev.tributary.view.Step> steps) {
        List<Climb> climbs = new ArrayList<>();
        RowNode upper = attach;
        for (int i = step; i < step + runLength(steps, step); i++) {
            RowNode lower = node(steps.get(i).source());
            climbs.add(
                    new Climb(lower, lower.shape().needForRouting(steps.get(i).columns()), upper));
            path.add(lower);
            upper = lower;
        }
        Collections.reverse(climbs);
        boolean anchored = !attach.equals(above.base);
        if (!anchored && above.exitKey != null) {
            climbs.addAll(above.climbs);
            return begin(new Flow(upper, climbs, above.exitKey), above.meets);
        }
        Climb last = climbs.remove(climbs.size() - 1);
        return begin(new Flow(upper, climbs, last), anchored ? hopTo(above, attach) : null);
    }

    private Flow begin(Flow flow, Flow.@Nullable Hop meets) {
        flow.meets = meets;
        return flow(flow);
    }

    /** Leads a flow's rows to the documents, by way of the meetings on it. */
    private void show(Flow flow, Element element) {
        Flow.Hop meets = flow.meets;
        if (meets == null) {
            flow.exit = new Flow.Exit.Documents(element);
            return;
        }
        Flow visitors = meets.flow;
        Flow pairs = begin(new Flow(visitors.base, visitors.climbs, visitors.exitKey), visitors.meets);
        Flow.Arrival arrival = new Flow.Arrival(flow, meets, pairs, stage());
        pairs.madeBy = arrival;
        meets.arrivals.add(arrival);
        flow.exit = new Flow.Exit.Meeting(arrival);
        show(pairs, element);
    }

    /** How many values identify a row of the collection in its parent: one key for each row reached by a step down. */
    private static int ownParts(List<RowNode> path, Field.Related related) {
        int parts = 0;
        boolean below = false;
        for (int i = 0; i < path.size(); i++) {
            boolean down = related.path().get(i).direction() == Direction.DOWN;
            boolean meeting = below
                    && i + 1 < path.size()
                    && !down
                    && related.path().get(i + 1).direction() == Direction.DOWN;
            if (down || meeting) {
                parts += path.get(i).keyParts();
            }
            below |= down;
        }
        return parts;
    }

    /** By the columns asked for, then by the related row's key, unless that is what identifies the row anyway. */
    private void sort(Element element, List<RowNode> path, Field.Related related, RowNode last) {
        for (Order order : related.orderBy()) {
            RowNode node = path.get(order.step());
            element.sortBy(new Element.SortColumn(node, node.shape().need(order.column()), order.descending(), false));
        }
        if (path.stream().filter(node -> !node.equals(last)).count() > 0) {
            for (String column : last.source().key()) {
                element.sortBy(new Element.SortColumn(last, last.shape().need(column), false, true));
            }
        }
    }

    // ------------------------------------------------------------------------------------------------ finishing

    /** Appends the hops of the climb, which come after all lookups. */
    private void climb(Flow flow) {
        for (Climb climb : flow.climbs) {
            flow.hops.add(new Flow.Hop(flow, flow.hops.size(), false, climb, stage(), visits(climb.to())));
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
