package dev.tributary.plan;

import dev.tributary.store.Collection;
import dev.tributary.store.DocumentLayout;
import dev.tributary.store.DocumentReader;
import dev.tributary.store.OrderedReads;
import dev.tributary.store.OrderedStore;
import dev.tributary.view.Model;
import dev.tributary.view.Source;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.BitSet;
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
    private final List<EventStep> events = new ArrayList<>();
    private final List<View> used;
    private final DocumentLayout layout;
    private final Log documents;
    private final List<Flow> flows;
    private final List<Index> indexes;
    private final MemberSlots slots;
    private final Outline outline;
    private final String definition;

    Plan(Wiring wiring, List<Flow> flows, List<DocumentDraft> drafts, List<Index> indexes) {
        DocumentDraft last = drafts.get(drafts.size() - 1);
        this.model = wiring.model();
        this.view = last.view();
        this.shapes = new LinkedHashMap<>(wiring.shapes());
        this.flows = List.copyOf(flows);
        this.indexes = List.copyOf(indexes);
        this.used = drafts.stream().map(DocumentDraft::view).toList();
        this.layout = last.layout();
        this.documents = last.log();
        this.slots = new MemberSlots(last);
        this.outline = Outline.of(view);
        this.definition = used + " " + sources();
        Sayer sayer = new Sayer(wiring.nodes());
        shapes.forEach((source, shape) -> addSteps(model.source(source), shape, sayer));
        drafts.forEach(draft -> addDocuments(draft, wiring.nodes()));
        indexes.forEach(index -> steps.add(new IndexStep(index.log())));
    }

    /** One visit of a source's rows on the way of another's, in words of the plan. */
    public record Visit(String visitor, String visited, String purpose) {}

    private void addSteps(Source source, Shape shape, Sayer sayer) {
        List<Flow> own = flows.stream()
                .filter(flow -> flow.madeBy == null && flow.base.source().equals(source))
                .toList();
        if (source.kind() == Source.Kind.EVENTS) {
            events.add(new EventStep(source, shape, own, sayer));
            return;
        }
        List<Flow.Hop> hops = flows.stream()
                .flatMap(flow -> flow.hops.stream())
                .filter(hop -> hop.node().source().equals(source))
                .toList();
        Log visits = hops.isEmpty() ? null : hops.get(0).log();
        boolean isLast = source.name().equals(view.name());
        List<Index> lookups = isLast ? indexes : List.of();
        Publication publication =
                isLast && view.publish().isPresent() ? new Publication(published(), shape, source.key()) : null;
        steps.add(new RowStep(source, shape, own, visits, sayer, lookups, publication));
        if (visits != null) {
            steps.add(new HopStep(visits, shape, hops, sayer));
        }
    }

    private void addDocuments(DocumentDraft draft, int nodes) {
        Documents all = Documents.of(draft, flows, nodes);
        Shape shape = shapes.get(draft.view().name());
        DocumentRows rows = shape == null
                ? null
                : new DocumentRows(
                        all,
                        Planner.rowLog(model.source(draft.view().name())),
                        shape.given(),
                        draft.slotsOf(shape.given()));
        steps.add(new DocumentStep(all, rows));
    }

    public View view() {
        return view;
    }

    /** What the view, and all that it uses, are declared in. */
    public Model model() {
        return model;
    }

    /** The views that it consists of: those that it uses, each after those that that one uses, and last itself. */
    public List<View> views() {
        return used;
    }

    /** The sources whose rows the view needs, each with the columns that it needs of them. */
    public Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        sources()
                .forEach(source -> columns.put(
                        source.name(),
                        Optional.ofNullable(shapes.get(source.name()))
                                .map(Shape::given)
                                .orElse(List.of())));
        return columns;
    }

    /**
     * The steps, each with a log and a store of its own: first the sources', in the order of their first use, then the
     * documents', last the lookups'.
     */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** The step that publishes the documents; empty when they are not published. */
    public Optional<RowStep> publishing() {
        return steps.stream()
                .filter(RowStep.class::isInstance)
                .map(RowStep.class::cast)
                .filter(RowStep::publishes)
                .findFirst();
    }

    /** What reads the events that the view needs. */
    public List<EventStep> events() {
        return List.copyOf(events);
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

    /** The most hops that a row takes on its way to a document, through all views. */
    public int mostHops() {
        int most = flows.stream().mapToInt(Flow::hopsToDocuments).max().orElse(0);
        return (most + 2) * used.size() - 2;
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

    /** What there is in the documents besides their rows' own values. */
    public DocumentLayout layout() {
        return layout;
    }

    /** What is known of the view's documents before one is read. */
    public Outline outline() {
        return outline;
    }

    /** All that shapes the documents: the views that it consists of, and their sources. */
    public String definition() {
        return definition;
    }

    /** The slots, at every level, that a selection of documents needs. */
    public BitSet slots(Selection selection) {
        return slots.of(selection);
    }

    /** The slots, at every level, that a selection of a collection's rows needs. */
    public BitSet slots(CollectionField rows, Selection selection) {
        return slots.of(rows.slot().id(), selection);
    }

    /** A field of the documents that is a collection; empty when there is none of that name. */
    public Optional<CollectionField> collection(String field) {
        Outline known = outline.members().map(members -> members.get(field)).orElse(null);
        List<Integer> way = slots.wayTo(field).orElse(List.of());
        return known != null
                        && !way.isEmpty()
                        && layout.slot(way.get(way.size() - 1)) instanceof Collection rows
                        && !rows.single()
                ? Optional.of(new CollectionField(field, way, known, rows))
                : Optional.empty();
    }

    /** Reads documents out of a store of them, as it is now. */
    public DocumentReader reader(OrderedStore store) {
        return DocumentReader.of(store, layout);
    }

    /** How many documents a store of them has. */
    public static long count(OrderedReads store) {
        return DocumentStep.count(store);
    }

    /** The sources that the view needs. */
    public List<Source> sources() {
        return shapes.keySet().stream()
                .map(model::source)
                .filter(source -> source.kind() != Source.Kind.VIEW)
                .toList();
    }

    /** The lookups that the view serves. */
    public List<Index> indexes() {
        return indexes;
    }

    /** Where the documents are published, as a log; its topic is the one that the view names. */
    public static Log published() {
        return new Log("published", 0);
    }
}
