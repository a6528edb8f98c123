package dev.tributary.plan;

import dev.tributary.store.DocumentLayout;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a view's documents are made of. Thread-safe.
 *
 * @param landings by stage
 * @param gate the slots of the root that decide whether the document is shown; see {@code isConditional}
 * @param isConditional whether a document may be hidden by what it has
 * @param presence whose total says whether a group is there; null for a view that is not grouped
 * @param group the fragment of every group; null for a view that is not grouped
 */
record Documents(
        Log log,
        DocumentLayout layout,
        Map<Integer, Landing> landings,
        BitSet gate,
        boolean isConditional,
        @Nullable Summing presence,
        byte @Nullable [] group) {

    static Documents of(DocumentDraft draft, List<Flow> flows, int nodes) {
        Map<Integer, Landing> landings = new HashMap<>();
        for (Flow flow : flows) {
            Landing landing = flow.landing;
            if (landing != null && landing.log().equals(draft.log())) {
                landings.put(landing.stage(), landing);
            }
        }
        byte[] group = draft.view().isGrouped() ? draft.template().render(Rows.none(nodes)) : null;
        return new Documents(
                draft.log(), draft.layout(), landings, draft.gate(), draft.isConditional(), draft.presence(), group);
    }

    Landing landing(int stage) {
        Landing landing = landings.get(stage);
        if (landing == null) {
            throw new IllegalStateException(log.name() + " has a record of stage " + stage + ", which no plan made");
        }
        return landing;
    }

    /** The slot of the root that a role is part of; 0 for the root itself. */
    static int topSlot(Role role) {
        Role top = role;
        for (Listing parent = role.parent(); parent != null && parent.id() != Listing.ROOT; parent = parent.parent()) {
            top = parent;
        }
        return top.id();
    }
}
