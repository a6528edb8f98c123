package dev.tributary.plan;

import dev.tributary.plan.Template.Member;
import dev.tributary.store.Collection;
import dev.tributary.store.DocumentLayout;
import dev.tributary.store.Slot;
import dev.tributary.view.View;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The documents of one view while they are planned: their slots, deferred values and members that those look at. */
final class DocumentDraft {
    private final View view;
    private final Log log;
    private final Listing root;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Deferral> deferred = new ArrayList<>();
    private final List<Member> kept = new ArrayList<>();
    private final Map<Integer, Listing> listings = new HashMap<>();
    private @Nullable Template template;
    private @Nullable Summing presence;

    DocumentDraft(View view, Log log) {
        this.view = view;
        this.log = log;
        this.root = new Listing(Listing.ROOT, null, 0, !view.isGrouped());
    }

    View view() {
        return view;
    }

    Log log() {
        return log;
    }

    Listing root() {
        return root;
    }

    /** Adds a slot under the next number. */
    <S extends Slot> S slot(IntFunction<S> slot) {
        if (slots.size() >= Wiring.MOST_STAGES) {
            throw new IllegalArgumentException("view " + view.name() + " has more than " + Wiring.MOST_STAGES
                    + " collections and totals; split it into several views");
        }
        S added = slot.apply(slots.size() + 1);
        slots.add(added);
        return added;
    }

    /** Adds the rows that are in a collection. */
    void list(Listing rows) {
        listings.put(rows.id(), rows);
    }

    /** The rows that are in a slot; null for a total. */
    @Nullable
    Listing listing(int slot) {
        return listings.get(slot);
    }

    /** A number for a member that a deferred value looks at. */
    Member.Kept keep(Member member) {
        Member.Kept keep = new Member.Kept(kept.size(), member);
        kept.add(member);
        return keep;
    }

    /** Adds a deferred value; its number. */
    int defer(Deferral value) {
        deferred.add(value);
        return deferred.size() - 1;
    }

    void template(Template newTemplate) {
        template = newTemplate;
        root.shows(newTemplate);
    }

    /** By what it is known whether a group has a row; null for a view that is not grouped. */
    @Nullable
    Summing presence() {
        return presence;
    }

    void presence(Summing newPresence) {
        presence = newPresence;
    }

    DocumentLayout layout() {
        List<BitSet> looksAt = new ArrayList<>();
        for (int number = 0; number < deferred.size(); number++) {
            BitSet slotsOfValue = new BitSet();
            addSlots(number, slotsOfValue);
            looksAt.add(slotsOfValue);
        }
        return new DocumentLayout(log.routingParts(), slots, List.copyOf(deferred), looksAt);
    }

    List<Slot> slots() {
        return slots;
    }

    /** The slots of the root that decide whether the document is shown. */
    BitSet gate() {
        BitSet gate = new BitSet();
        for (Member member : template().members()) {
            if (member instanceof Member.Gate condition) {
                addSlots(condition.number(), gate);
            }
        }
        for (Slot slot : slots) {
            if (slot instanceof Collection collection && collection.required() && collection.parent() == Listing.ROOT) {
                gate.set(slot.id());
            }
        }
        return gate;
    }

    /** Whether a document may be hidden by what is known of it only when all of it is there. */
    boolean isConditional() {
        return template().members().stream().anyMatch(member -> member instanceof Member.Gate) || !gate().isEmpty();
    }

    /** The slots of the root that are part of some of its members. */
    BitSet slotsOf(List<String> names) {
        BitSet all = new BitSet();
        addSlots(template(), names, all);
        return all;
    }

    private void addSlots(Template of, @Nullable List<String> names, BitSet into) {
        for (Member member : of.members()) {
            if (member instanceof Member.Flat flat) {
                addSlots(flat.template(), names, into);
            } else if (itself(member) instanceof Member.FlatHole hole) {
                if (names == null || hole.names().stream().anyMatch(names::contains)) {
                    into.set(hole.slot());
                }
            } else if (names == null || names.contains(TemplateWriter.name(member))) {
                addSlots(member, into);
            }
        }
    }

    /** The member, whether or not it is kept. */
    static Member itself(Member member) {
        return member instanceof Member.Kept kept ? kept.member() : member;
    }

    private void addSlots(Member member, BitSet into) {
        if (member instanceof Member.Hole hole) {
            into.set(hole.slot());
        } else if (member instanceof Member.FlatHole hole) {
            into.set(hole.slot());
        } else if (member instanceof Member.Nested nested) {
            addSlots(nested.template(), null, into);
        } else if (member instanceof Member.Kept keep) {
            addSlots(keep.member(), into);
        } else if (member instanceof Member.Deferred value) {
            addSlots(value.number(), into);
        }
    }

    /** Adds the slots that a deferred value looks at. */
    void addSlots(int number, BitSet into) {
        for (Deferral.Input input : deferred.get(number).inputs()) {
            if (input instanceof Deferral.Input.Kept keep) {
                addSlots(kept.get(keep.number()), into);
            } else if (input instanceof Deferral.Input.KeptField keep) {
                addSlots(kept.get(keep.number()), into);
            } else if (input instanceof Deferral.Input.Total total) {
                into.set(total.slot());
            }
        }
    }

    Template template() {
        if (template == null) {
            throw new IllegalStateException("view " + view.name() + " has no template yet");
        }
        return template;
    }
}
