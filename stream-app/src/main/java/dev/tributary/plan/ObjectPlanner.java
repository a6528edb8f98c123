package dev.tributary.plan;

import dev.tributary.codec.RowReader;
import dev.tributary.plan.Paths.Stand;
import dev.tributary.plan.Template.Member;
import dev.tributary.view.Computation;
import dev.tributary.view.Field;
import dev.tributary.view.Fields;
import dev.tributary.view.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans the members of one object, in the order in which they are declared. */
final class ObjectPlanner {
    private final DocumentDraft draft;
    private final RelationPlanner relations;
    private final @Nullable Stand stand;
    private final Map<String, Integer> groupTotals;
    private final List<Member> members = new ArrayList<>();
    private final List<Template> required = new ArrayList<>();
    /** The fields so far, with the list that each is a member of. */
    private final Map<String, List<Member>> declared = new HashMap<>();
    /** For fields of flattened rows, the rows that must be there. */
    private final Map<String, List<Template>> flattened = new HashMap<>();

    /**
     * @param stand where the object stands; null for a group
     * @param groupTotals for a group, the total that shows each of its columns
     */
    ObjectPlanner(
            DocumentDraft draft, RelationPlanner relations, @Nullable Stand stand, Map<String, Integer> groupTotals) {
        this.draft = draft;
        this.relations = relations;
        this.stand = stand;
        this.groupTotals = groupTotals;
    }

    /** Plans the fields. */
    void plan(Fields fields) {
        for (Field field : fields.list()) {
            Member member = member(field);
            members.add(member);
            declare(member, members, List.of());
        }
        if (fields.all() && stand == null) {
            groupTotals.forEach((name, total) -> {
                members.add(new Member.Hole(name, total, null));
                declare(members.get(members.size() - 1), members, List.of());
            });
        }
    }

    private void declare(Member member, List<Member> list, List<Template> rows) {
        if (member instanceof Member.Flat flat) {
            List<Template> more = new ArrayList<>(rows);
            more.add(flat.template());
            flat.template()
                    .members()
                    .forEach(each -> declare(each, flat.template().members(), more));
        } else if (member instanceof Member.FlatHole hole) {
            hole.names().forEach(name -> declared.put(name, list));
        } else {
            declared.put(TemplateWriter.name(member), list);
            flattened.put(TemplateWriter.name(member), rows);
        }
    }

    /** The object. */
    Template template(boolean all, Cell.@Nullable Computed where) {
        RowNode node = stand == null ? null : stand.node();
        int whole = all && node != null ? node.need(RowReader.WHOLE) : -1;
        return new Template(node, whole, members, required, where);
    }

    private Member member(Field field) {
        if (field instanceof Field.Column column) {
            return column(column);
        }
        if (field instanceof Field.Computed computed) {
            return computed(computed);
        }
        if (field instanceof Field.Related related
                && stand != null
                && related.relation().isLookup()) {
            Template nested = relations.lookup(stand, related.relation(), related.fields());
            require(related.relation().required(), nested);
            return new Member.Nested(related.name(), nested);
        }
        if (field instanceof Field.Flattened flattened && !flattened.relation().isLookup()) {
            return relations.flatHole(stand(), flattened);
        }
        if (field instanceof Field.Flattened flattened) {
            Template nested = relations.lookup(stand(), flattened.relation(), flattened.fields());
            require(flattened.relation().required(), nested);
            return new Member.Flat(nested);
        }
        return relations.hole(stand, field);
    }

    private void require(boolean isRequired, Template nested) {
        if (isRequired) {
            required.add(nested);
        }
    }

    private Stand stand() {
        if (stand == null) {
            throw new IllegalArgumentException("a group has no row that references others");
        }
        return stand;
    }

    private Member column(Field.Column column) {
        Integer total = groupTotals.get(column.column().column());
        return stand == null && total != null
                ? new Member.Hole(column.name(), total, null)
                : new Member.Value(column.name(), cell(column.column()));
    }

    private Member computed(Field.Computed field) {
        Computation computation = field.computation();
        if (isKnown(computation)) {
            return new Member.Value(field.name(), cell(computation));
        }
        Inputs inputs = new Inputs(computation);
        return new Member.Deferred(field.name(), draft.defer(inputs.deferral()), inputs.captured);
    }

    /** The condition on the whole object, of which some is known only when it is read. */
    void gate(Computation condition) {
        Inputs inputs = new Inputs(condition);
        members.add(new Member.Gate(draft.defer(inputs.deferral()), inputs.captured));
    }

    /** Whether all that it needs is known with the row. */
    boolean isKnown(Computation computation) {
        return stand != null
                && computation.operands().stream()
                        .allMatch(
                                operand -> !(operand instanceof Operand.Member field) || isKnown(find(field.field())));
    }

    private static boolean isKnown(Member member) {
        return member instanceof Member.Value
                || (member instanceof Member.Nested nested
                        && nested.template().members().stream().allMatch(ObjectPlanner::isKnown))
                || (member instanceof Member.Flat flat
                        && flat.template().members().stream().allMatch(ObjectPlanner::isKnown))
                || (member instanceof Member.Kept kept && isKnown(kept.member()));
    }

    private Member find(String field) {
        for (Member member : declared.getOrDefault(field, List.of())) {
            if (names(member, field)) {
                return member;
            }
        }
        throw new IllegalArgumentException("no field " + field + " is declared before");
    }

    private static boolean names(Member member, String field) {
        Member itself = member instanceof Member.Kept kept ? kept.member() : member;
        return itself instanceof Member.FlatHole hole
                ? hole.names().contains(field)
                : !(itself instanceof Member.Flat)
                        && TemplateWriter.name(itself).equals(field);
    }

    /** The value of a computation whose inputs are known with the row. */
    Cell.Computed cell(Computation computation) {
        return new Cell.Computed(
                computation.expression(),
                computation.operands().stream().map(this::cell).toList());
    }

    /** A value that is known with the row. */
    Cell cell(Operand operand) {
        if (operand instanceof Operand.Column column) {
            RowNode node = node(column.step());
            return new Cell.Column(node, node.need(column.column()));
        }
        if (operand instanceof Operand.Whole whole) {
            RowNode node = node(whole.step());
            return new Cell.Column(node, node.need(RowReader.WHOLE));
        }
        String field = ((Operand.Member) operand).field();
        Cell value = known(find(field));
        for (Template row : flattened.getOrDefault(field, List.of())) {
            value = new Cell.OfPresent(row, value);
        }
        return value;
    }

    private static Cell known(Member member) {
        if (member instanceof Member.Value value) {
            return value.cell();
        }
        if (member instanceof Member.Nested nested) {
            return new Cell.Whole(nested.template());
        }
        return known(((Member.Kept) member).member());
    }

    private RowNode node(int step) {
        return step == Operand.OWN ? stand().node() : stand().path().get(step);
    }

    /** Where a deferred value has each of its inputs from. */
    private final class Inputs {
        private final Computation computation;
        private final List<Deferral.Input> inputs = new ArrayList<>();
        private final List<Cell> captured = new ArrayList<>();

        Inputs(Computation computation) {
            this.computation = computation;
            computation.operands().forEach(operand -> inputs.add(input(operand)));
        }

        Deferral deferral() {
            return new Deferral(computation.expression(), List.copyOf(inputs));
        }

        private Deferral.Input input(Operand operand) {
            if (operand instanceof Operand.Member field && !isKnown(find(field.field()))) {
                boolean isFlat = isFlatHole(find(field.field()));
                int kept = keep(field.field());
                return isFlat
                        ? new Deferral.Input.KeptField(kept, new RowReader(List.of(field.field())))
                        : new Deferral.Input.Kept(kept);
            }
            if (operand instanceof Operand.Column column && stand == null) {
                Integer total = groupTotals.get(column.column());
                return new Deferral.Input.Total(total == null ? 0 : total);
            }
            captured.add(cell(operand));
            return new Deferral.Input.Captured(captured.size() - 1);
        }

        private boolean isFlatHole(Member member) {
            return member instanceof Member.FlatHole
                    || (member instanceof Member.Kept kept && kept.member() instanceof Member.FlatHole);
        }

        /** From now on the field is kept; the number under which it is. */
        private int keep(String field) {
            Member member = find(field);
            if (member instanceof Member.Kept already) {
                return already.number();
            }
            List<Member> list = declared.getOrDefault(field, List.of());
            Member.Kept keep = draft.keep(member);
            list.set(list.indexOf(member), keep);
            return keep.number();
        }
    }
}
