package dev.tributary.plan;

import dev.tributary.store.Fragment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a row and of the rows that it looks up, with holes for what is kept, or computed, at the document.
 *
 * @param node null for a group, which has no row of its own
 * @param whole the column that holds the whole row, when all columns are shown as they come; else -1
 * @param required the looked-up rows without which this one is left out
 * @param where what the row must fulfil to be shown; null when there is nothing
 */
record Template(
        @Nullable RowNode node,
        int whole,
        List<Member> members,
        List<Template> required,
        Cell.@Nullable Computed where) {

    /** One member of the JSON object. */
    sealed interface Member {
        /** A value that is known with the row. */
        record Value(String name, Cell cell) implements Member {}

        record Nested(String name, Template template) implements Member {}

        /** The members of a looked-up row as this object's own. */
        record Flat(Template template) implements Member {}

        /**
         * Where a collection or a total belongs.
         *
         * @param anchor how the key of the looked-up row that it belongs to is known; null when it belongs to the row itself
         */
        record Hole(String name, int slot, Flow.@Nullable Climb anchor) implements Member {}

        /** Where the members of a row belong that references this one: they are this object's own. */
        record FlatHole(List<String> names, int slot, Flow.@Nullable Climb anchor) implements Member {}

        /** A value that is computed when the object is read. */
        record Deferred(String name, int number, List<Cell> captured) implements Member {}

        /** Another member, which deferred values look at. */
        record Kept(int number, Member member) implements Member {}

        /** The document's condition; it shows nothing. */
        record Gate(int number, List<Cell> captured) implements Member {}
    }

    /** Whether the row is there and so is all that it requires. */
    boolean isPresent(Rows rows) {
        return (node == null || rows.get(node) != null)
                && (where == null || where.holds(rows))
                && required.stream().allMatch(template -> template.isPresent(rows));
    }

    /** The nodes whose rows the template shows or needs to know of. */
    List<RowNode> nodes() {
        List<RowNode> nodes = new ArrayList<>();
        if (node != null) {
            nodes.add(node);
        }
        if (where != null) {
            where.addNodes(nodes);
        }
        members.forEach(member -> addNodes(member, nodes));
        required.forEach(template -> nodes.addAll(template.nodes()));
        return nodes;
    }

    private static void addNodes(Member member, List<RowNode> nodes) {
        if (member instanceof Member.Value value) {
            value.cell().addNodes(nodes);
        } else if (member instanceof Member.Nested nested) {
            nodes.addAll(nested.template().nodes());
        } else if (member instanceof Member.Flat flat) {
            nodes.addAll(flat.template().nodes());
        } else if (member instanceof Member.Deferred deferred) {
            deferred.captured().forEach(cell -> cell.addNodes(nodes));
        } else if (member instanceof Member.Gate gate) {
            gate.captured().forEach(cell -> cell.addNodes(nodes));
        } else if (member instanceof Member.Kept kept) {
            addNodes(kept.member(), nodes);
        } else if (member instanceof Member.Hole hole) {
            addNodes(hole.anchor(), nodes);
        } else if (member instanceof Member.FlatHole hole) {
            addNodes(hole.anchor(), nodes);
        }
    }

    private static void addNodes(Flow.@Nullable Climb anchor, List<RowNode> nodes) {
        if (anchor != null) {
            nodes.add(anchor.from());
            nodes.add(anchor.to());
        }
    }

    /** The row's fragment of a document. */
    byte[] render(Rows rows) {
        return new TemplateWriter(rows).fragment(this);
    }

    /** The JSON of a template without holes. */
    byte[] text(Rows rows) {
        return new TemplateWriter(rows).text(this);
    }

    /** Into a fragment that is begun. */
    void write(Rows rows, Fragment.Writer out) {
        new TemplateWriter(rows, out).write(this);
    }

    /** The members alone, to be another object's. */
    void writeMembers(Rows rows, Fragment.Writer out) {
        new TemplateWriter(rows, out).writeMembers(this);
    }
}
