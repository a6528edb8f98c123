package dev.tributary.plan;

import dev.tributary.store.Collection;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.OrderedReads;
import dev.tributary.store.OrderedStore;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a view is kept: which logs there are, and the steps that fold them. A pure function of the view. Immutable, thread-safe.
 */
public final class Plan {
    private final Model model;
    private final View view;
    private final Map<String, Shape> shapes;
    private final List<Step> steps = new ArrayList<>();
    private final List<Element> elements;
    private final Log documents;
    private final List<Flow> flows;

    Plan(
            Model model,
            View view,
            Map<String, Shape> shapes,
            int nodes,
            List<Flow> flows,
            List<Element> elements,
            Log documents) {
        this.model = model;
        this.view = view;
        this.shapes = new LinkedHashMap<>(shapes);
        this.flows = List.copyOf(flows);
        this.elements = List.copyOf(elements);
        this.documents = documents;
        Sayer sayer = new Sayer(nodes);
        shapes.forEach((source, shape) -> addSteps(model.source(source), shape, sayer));
        steps.add(new DocumentStep(documents, elements));
    }

    /** One visit of a source's rows on the way of another's, in words of the plan. */
    public record Visit(String visitor, String visited, String purpose) {}

    private void addSteps(Source source, Shape shape, Sayer sayer) {
        List<Flow> own = flows.stream()
                .filter(flow -> flow.madeBy == null && flow.base.source().equals(source))
                .toList();
        List<Flow.Hop> hops = flows.stream()
                .flatMap(flow -> flow.hops.stream())
                .filter(hop -> hop.node().source().equals(source))
                .toList();
        Log visits = hops.isEmpty() ? null : hops.get(0).log();
        steps.add(new RowStep(Planner.rowLog(source), shape, own, visits, sayer));
        if (visits != null) {
            steps.add(new HopStep(visits, shape, hops, sayer));
        }
    }

    public View view() {
        return view;
    }

    /** The sources whose rows the view needs, each with the columns that it needs of them. */
    public Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        shapes.forEach((source, shape) -> columns.put(source, shape.columns()));
        return columns;
    }

    /** The steps, each with a log and a store of its own: first the sources', in the order of their first use, last the documents'. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Every visit of the plan, in the order in which rows take them. */
    public List<Visit> visits() {
        List<Visit> visits = new ArrayList<>();
        for (Flow flow : flows) {
            for (Flow.Hop hop : flow.hops) {
                String visited = hop.node().source().name();
                visits.add(new Visit(
                        flow.base.source().name(),
                        visited,
                        hop.lookup ? "looks up its row" : "learns to whose row it belongs"));
                for (Flow.Arrival arrival : hop.arrivals) {
                    visits.add(new Visit(
                            arrival.flow.base.source().name(),
                            visited,
                            "is shown below the row by those who look it up"));
                }
            }
        }
        return visits;
    }

    /** The most hops that a row takes on its way to a document. */
    public int mostHops() {
        return flows.stream().mapToInt(Flow::hopsToDocuments).max().orElse(0);
    }

    /** The source whose rows are visited in a log; empty for a log of something else. */
    public Optional<Source> visited(Log log) {
        return flows.stream()
                .flatMap(flow -> flow.hops.stream())
                .filter(hop -> hop.log().equals(log))
                .map(hop -> hop.node().source())
                .findFirst();
    }

    /** The log of the documents' rows. */
    public Log documents() {
        return documents;
    }

    /** How many values a document's key has. */
    public int keyParts() {
        return documents.routingParts();
    }

    /** The documents' collections, by number from 1 on. */
    public List<Collection> collections() {
        return elements.stream()
                .flatMap(element -> element.collection().stream())
                .toList();
    }

    /** Reads documents out of a store of them, as it is now. */
    public DocumentReader reader(OrderedStore store) {
        return new DocumentReader(store, collections(), keyParts());
    }

    /** How many documents a store of them has. */
    public static long count(OrderedReads store) {
        return DocumentStep.count(store);
    }

    /** The sources that the view needs. */
    public List<Source> sources() {
        return shapes.keySet().stream().map(model::source).toList();
    }
}
