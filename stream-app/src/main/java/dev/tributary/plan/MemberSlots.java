package dev.tributary.plan;

import dev.tributary.plan.Template.Member;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Which slots the members of documents are made of, at every level. Thread-safe. */
final class MemberSlots {
    private final DocumentDraft draft;

    MemberSlots(DocumentDraft draft) {
        this.draft = draft;
    }

    /** The slots that a selection of documents needs. */
    BitSet of(Selection selection) {
        BitSet slots = new BitSet();
        add(draft.template(), selection, slots);
        return slots;
    }

    /** The slots that a selection of the rows of a collection needs. */
    BitSet of(int collection, Selection selection) {
        BitSet slots = new BitSet();
        addRows(collection, selection, slots);
        return slots;
    }

    private void add(Template template, Selection selection, BitSet into) {
        for (Member each : template.members()) {
            Member member = DocumentDraft.itself(each);
            if (member instanceof Member.Flat flat) {
                add(flat.template(), selection, into);
            } else if (member instanceof Member.FlatHole hole) {
                if (hole.names().stream().anyMatch(selection::has)) {
                    add(hole.slot(), selection, into);
                }
            } else if (!(member instanceof Member.Gate) && selection.has(TemplateWriter.name(member))) {
                add(member, selection.of(TemplateWriter.name(member)), into);
            }
        }
    }

    private void add(Member member, Selection selection, BitSet into) {
        if (member instanceof Member.Hole hole) {
            add(hole.slot(), selection, into);
        } else if (member instanceof Member.Nested nested) {
            add(nested.template(), selection, into);
        } else if (member instanceof Member.Deferred value) {
            BitSet looksAt = new BitSet();
            draft.addSlots(value.number(), looksAt);
            looksAt.stream().forEach(slot -> add(slot, Selection.ALL, into));
        }
    }

    private void add(int slot, Selection selection, BitSet into) {
        into.set(slot);
        addRows(slot, selection, into);
    }

    private void addRows(int slot, Selection selection, BitSet into) {
        Listing rows = draft.listing(slot);
        if (rows != null && rows.hasMembers()) {
            add(rows.template(), selection, into);
        }
    }

    /** The slots that lead from a document's root to a field that is a slot: rows of which the first one has it, then itself. */
    Optional<List<Integer>> wayTo(String field) {
        List<Integer> way = new ArrayList<>();
        return findWay(draft.template(), field, way) ? Optional.of(List.copyOf(way)) : Optional.empty();
    }

    private boolean findWay(Template template, String field, List<Integer> way) {
        return template.members().stream().anyMatch(each -> findWay(DocumentDraft.itself(each), field, way));
    }

    private boolean findWay(Member member, String field, List<Integer> way) {
        if (member instanceof Member.Flat flat) {
            return findWay(flat.template(), field, way);
        }
        if (member instanceof Member.Hole hole && hole.name().equals(field)) {
            return way.add(hole.slot());
        }
        Listing rows = member instanceof Member.FlatHole hole && hole.names().contains(field)
                ? draft.listing(hole.slot())
                : null;
        return rows != null && way.add(rows.id()) && findWay(rows.template(), field, way);
    }
}
