package dev.tributary.plan;

import dev.tributary.codec.RowReader;
import dev.tributary.plan.Flow.Climb;
import dev.tributary.plan.Paths.Stand;
import dev.tributary.store.Total;
import dev.tributary.view.Computation;
import dev.tributary.view.Field.Function;
import dev.tributary.view.Model;
import dev.tributary.view.Operand;
import dev.tributary.view.Source;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the plan of a view, with the views that it uses.
 *
 * <p>The way from a document's root to a related row is a word of steps up (along the row's own reference) and down (against
 * a reference to it). What is reached by steps up belongs to the row that starts them: it looks them up. A run of steps down
 * starts a collection; its last row is the base of a flow that climbs the run back. Where a run starts below a looked-up
 * row, that row's key is the meeting of those who look it up and the run's rows.
 */
public final class Planner {
    private static final int EVENTS_KEPT = 64;

    private final Wiring wiring;
    private final Log documents;
    private final View view;

    private Planner(Model model, View view, int eventsKept) {
        this.wiring = new Wiring(model, eventsKept);
        this.view = view;
        this.documents = new Log("documents", keyParts(model, view));
    }

    /** The plan of a checked view. */
    public static Plan plan(Model model, View view) {
        return plan(model, view, EVENTS_KEPT);
    }

    /**
     * The plan of a checked view.
     *
     * @param eventsKept how many events of a document and a source partition are kept before they become one running total
     */
    public static Plan plan(Model model, View view, int eventsKept) {
        return new Planner(model, view, eventsKept).plan();
    }

    /** The log of a source's rows: one for all views; or of a view's documents as rows for others. */
    public static Log rowLog(Source source) {
        return new Log("rows-" + source.name(), source.identity().size());
    }

    private static int keyParts(Model model, View view) {
        return view.isGrouped()
                ? view.groups().size()
                : model.source(view.from()).identity().size();
    }

    private Plan plan() {
        Model model = wiring.model();
        List<DocumentDraft> drafts = new ArrayList<>();
        for (View used : UsedViews.of(model, view)) {
            drafts.add(draft(used, new Log("documents-" + used.name(), keyParts(model, used))));
        }
        DocumentDraft last = draft(view, documents);
        drafts.add(last);
        List<Index> indexes = indexes(last);
        view.publish().ifPresent(topic -> wiring.shape(view.name()).need(RowReader.WHOLE));
        return new Plan(wiring, wiring.finish(), drafts, indexes);
    }

    private List<Index> indexes(DocumentDraft draft) {
        List<Index> indexes = new ArrayList<>();
        for (List<String> fields : view.indexes()) {
            int[] columns = wiring.shape(view.name()).needForRouting(fields);
            Log log = new Log("index-" + (indexes.size() + 1), fields.size());
            indexes.add(new Index(fields, columns, log, draft.slotsOf(fields)));
        }
        return indexes;
    }

    private DocumentDraft draft(View of, Log log) {
        DocumentDraft draft = new DocumentDraft(of, log);
        if (of.isGrouped()) {
            grouped(draft);
        } else {
            perRow(draft);
        }
        return draft;
    }

    private void perRow(DocumentDraft draft) {
        RowNode node = wiring.node(draft.view().from());
        Flow flow = wiring.begin(new Flow(node, List.of(), null, node.keyParts()));
        wiring.land(flow, draft.log()).add(draft.root());
        Stand stand = new Stand(draft.root(), flow, node, List.of());
        ObjectPlanner object = new ObjectPlanner(draft, new RelationPlanner(wiring, draft, null), stand, Map.of());
        finish(draft, object);
    }

    private static void finish(DocumentDraft draft, ObjectPlanner object) {
        object.plan(draft.view().fields());
        draft.view().where().ifPresent(where -> {
            if (object.isKnown(where)) {
                draft.root().where(object.cell(where));
            } else {
                object.gate(where);
            }
        });
        draft.template(object.template(draft.view().fields().all(), null));
    }

    // ------------------------------------------------------------------------------------------------- groups

    private void grouped(DocumentDraft draft) {
        RowNode base = wiring.node(draft.view().from());
        int[] columns = draft.view().groups().values().stream()
                .mapToInt(group -> groupColumn(base, group))
                .toArray();
        base.shape().route(columns);
        Climb key = new Climb(base, columns, wiring.emptyNode(draft.view().name()));
        Flow flow = wiring.begin(new Flow(base, List.of(), key, base.keyParts()));
        Landing landing = wiring.land(flow, draft.log());
        draft.presence(total(draft, landing, Function.COUNT, List.of()));
        Map<String, Integer> totals = new LinkedHashMap<>();
        for (String name : draft.view().groups().keySet()) {
            Cell value = new Cell.Column(base, columns[totals.size()]);
            totals.put(name, total(draft, landing, Function.MIN, List.of(value)).id());
        }
        RelationPlanner relations = new RelationPlanner(wiring, draft, flow);
        finish(draft, new ObjectPlanner(draft, relations, null, totals));
    }

    private static int groupColumn(RowNode base, Computation group) {
        int[] inputs = group.operands().stream()
                .mapToInt(operand -> operand instanceof Operand.Column column
                        ? base.need(column.column())
                        : base.need(RowReader.WHOLE))
                .toArray();
        return base.shape().need(base.id(), group.expression(), inputs);
    }

    private static Summing total(DocumentDraft draft, Landing landing, Function function, List<Cell> values) {
        Total slot = draft.slot(id -> new Total(id, function));
        Summing summing = new Summing(slot.id(), draft.root(), 0, function, values, false);
        landing.add(summing);
        return summing;
    }
}
