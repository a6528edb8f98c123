package dev.tributary.plan;

import dev.tributary.plan.Listing.SortCell;
import dev.tributary.plan.Paths.Reached;
import dev.tributary.plan.Paths.Stand;
import dev.tributary.plan.Template.Member;
import dev.tributary.store.Collection;
import dev.tributary.store.Slot;
import dev.tributary.store.Total;
import dev.tributary.view.Field;
import dev.tributary.view.Fields;
import dev.tributary.view.Operand;
import dev.tributary.view.Order;
import dev.tributary.view.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Plans the fields that are about related rows: what is looked up, what is listed, and what is summed up. */
final class RelationPlanner {
    private final Wiring wiring;
    private final Paths paths;
    private final DocumentDraft draft;
    private final @Nullable Flow group;

    /** @param group the flow of the rows that are grouped; null when the view is not */
    RelationPlanner(Wiring wiring, DocumentDraft draft, @Nullable Flow group) {
        this.wiring = wiring;
        this.paths = new Paths(wiring);
        this.draft = draft;
        this.group = group;
    }

    /** The object of a row that is looked up. */
    Template lookup(Stand from, Relation relation, Fields fields) {
        Reached reached = paths.follow(from, relation);
        Stand stand = new Stand(from.listing(), reached.flow(), reached.last(), reached.nodes());
        ObjectPlanner object = object(stand, fields);
        return object.template(fields.all(), relation.where().map(object::cell).orElse(null));
    }

    private ObjectPlanner object(Stand stand, Fields fields) {
        ObjectPlanner object = new ObjectPlanner(draft, this, stand, Map.of());
        object.plan(fields);
        return object;
    }

    /** A collection or a total. */
    Member hole(@Nullable Stand from, Field field) {
        if (field instanceof Field.Related related) {
            boolean single = related.cardinality() == Field.Cardinality.ONE;
            Listed listed = listing(from, related.relation(), single, related.fields(), null, List.of());
            return new Member.Hole(related.name(), listed.slot(), listed.anchor());
        }
        if (field instanceof Field.Plucked plucked) {
            Listed listed = listing(from, plucked.relation(), false, Fields.ALL, plucked.column(), List.of());
            return new Member.Hole(plucked.name(), listed.slot(), listed.anchor());
        }
        return total(from, (Field.Total) field);
    }

    /** The members of the first row that references the object's. */
    Member flatHole(Stand from, Field.Flattened field) {
        List<String> names = names(field.fields());
        Listed listed = listing(from, field.relation(), true, field.fields(), null, names);
        return new Member.FlatHole(names, listed.slot(), listed.anchor());
    }

    private static List<String> names(Fields fields) {
        List<String> names = new ArrayList<>();
        for (Field field : fields.list()) {
            if (field instanceof Field.Flattened nested) {
                names.addAll(names(nested.fields()));
            } else {
                names.add(field.name());
            }
        }
        return names;
    }

    private Reached reach(@Nullable Stand from, Relation relation) {
        if (from != null) {
            return paths.follow(from, relation);
        }
        if (group == null) {
            throw new IllegalStateException("only a group has no row");
        }
        return paths.followInGroup(group, relation);
    }

    private static boolean isAnchored(@Nullable Stand from, Reached reached) {
        return from != null && !reached.attach().equals(from.flow().base);
    }

    /** How the key of the looked-up row is known that something belongs to; null when it belongs to the listed row. */
    private static Flow.@Nullable Climb anchor(@Nullable Stand from, Reached reached) {
        return from != null && isAnchored(from, reached) ? Wiring.hopTo(from.flow(), reached.attach()).by : null;
    }

    private static int anchorParts(@Nullable Stand from, Reached reached) {
        return isAnchored(from, reached) ? reached.attach().keyParts() : 0;
    }

    private Listing parent(@Nullable Stand from) {
        Listing parent = from == null ? draft.root() : from.listing();
        parent.expectChildren();
        return parent;
    }

    private void land(Role role, Reached reached) {
        reached.lookedUp().forEach(role::requirePath);
        wiring.land(reached.flow(), draft.log()).add(role);
    }

    // -------------------------------------------------------------------------------------------- collections

    /** Where a collection belongs, as in a hole. */
    private record Listed(int slot, Flow.@Nullable Climb anchor) {}

    /**
     * @param plucked the column that is shown of each row; null for objects
     * @param flat the names of the members that are shown as another object's; none for objects
     */
    private Listed listing(
            @Nullable Stand from,
            Relation relation,
            boolean single,
            Fields fields,
            @Nullable String plucked,
            List<String> flat) {
        Reached reached = reach(from, relation);
        Listing parent = parent(from);
        String absent = flat.isEmpty() ? "null" : TemplateWriter.absent(flat);
        Collection slot = draft.slot(id -> collection(id, parent.id(), relation, single, absent));
        Listing listing = new Listing(slot.id(), parent, anchorParts(from, reached), true);
        draft.list(listing);
        land(listing, reached);
        Stand stand = new Stand(listing, reached.flow(), reached.last(), reached.nodes());
        ObjectPlanner object = object(stand, fields);
        if (!flat.isEmpty()) {
            listing.showsMembers(object.template(false, null));
        } else if (plucked == null) {
            listing.shows(object.template(fields.all(), null));
        } else {
            listing.shows(object.cell(Operand.Column.own(plucked)));
        }
        relation.where().ifPresent(where -> listing.where(object.cell(where)));
        tellApart(listing, relation, object, stand, plucked);
        sort(listing, relation, object, stand);
        if (!slot.unique() && slot.limit().isPresent()) {
            listing.keepAtMost(slot.limit().getAsInt());
        }
        return new Listed(slot.id(), anchor(from, reached));
    }

    private static Collection collection(int id, int parent, Relation relation, boolean single, String absent) {
        boolean keyed = relation.by().isPresent();
        return new Collection(
                id,
                parent,
                single,
                absent,
                keyed,
                keyed || relation.distinct(),
                single ? OptionalInt.of(1) : relation.limit(),
                relation.required());
    }

    private static void tellApart(
            Listing listing, Relation relation, ObjectPlanner object, Stand stand, @Nullable String plucked) {
        if (relation.by().isPresent()) {
            Cell name = object.cell(relation.by().get());
            listing.tellApartBy(new Listing.Uniqueness(List.of(name), true));
        } else if (relation.distinct()) {
            List<Cell> cells =
                    plucked == null ? identity(stand.node()) : List.of(object.cell(Operand.Column.own(plucked)));
            listing.tellApartBy(new Listing.Uniqueness(cells, false));
        }
    }

    private static List<Cell> identity(RowNode node) {
        List<Cell> cells = new ArrayList<>();
        for (String column : node.source().identity()) {
            cells.add(new Cell.Column(node, node.need(column)));
        }
        return cells;
    }

    /** By what is asked for, then by the related row's key, unless that is what identifies the row anyway. */
    private static void sort(Listing listing, Relation relation, ObjectPlanner object, Stand stand) {
        for (Order order : relation.orderBy()) {
            listing.sortBy(new SortCell(object.cell(order.by()), order.descending(), false));
        }
        if (stand.path().size() > 1) {
            identity(stand.node()).forEach(cell -> listing.sortBy(new SortCell(cell, false, true)));
        }
    }

    // ------------------------------------------------------------------------------------------------- totals

    private Member total(@Nullable Stand from, Field.Total field) {
        Reached reached = reach(from, field.relation());
        Listing parent = parent(from);
        // operands are resolved as for the rows that the total is about
        ObjectPlanner object = new ObjectPlanner(
                draft, this, new Stand(parent, reached.flow(), reached.last(), reached.nodes()), Map.of());
        boolean distinct = field.relation().distinct();
        List<Cell> values = distinct ? identity(reached.last()) : values(field, object);
        Slot slot = draft.slot(id -> new Total(id, field.function()));
        Summing summing =
                new Summing(slot.id(), parent, anchorParts(from, reached), field.function(), values, distinct);
        field.relation().where().ifPresent(where -> summing.where(object.cell(where)));
        land(summing, reached);
        return new Member.Hole(field.name(), slot.id(), anchor(from, reached));
    }

    private static List<Cell> values(Field.Total field, ObjectPlanner object) {
        if (field.of().isPresent()) {
            return List.of(object.cell(field.of().get()));
        }
        return field.column()
                .map(column -> List.of(object.cell(Operand.Column.own(column))))
                .orElse(List.of());
    }
}
