package dev.tributary.plan;

import dev.tributary.codec.Row;
import dev.tributary.store.Fragment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a row and of the rows that it looks up, with holes for its collections.
 *
 * @param whole the column that holds the whole row, when all columns are shown as they come; else -1
 * @param required the looked-up rows without which this one is left out
 */
record Template(RowNode node, int whole, List<Member> members, List<Template> required) {

    /** One member of the JSON object. */
    sealed interface Member {
        String name();

        record Value(String name, int column) implements Member {}

        record Nested(String name, Template template) implements Member {}

        /**
         * Where a collection belongs.
         *
         * @param anchor how the key of the looked-up row that the collection belongs to is known; null when it belongs to
         *     the row itself
         */
        record Hole(String name, int collection, Flow.@Nullable Climb anchor) implements Member {}
    }

    /** Whether the row is there and so is all that it requires. */
    boolean isPresent(Rows rows) {
        return rows.get(node) != null && required.stream().allMatch(template -> template.isPresent(rows));
    }

    /** The nodes whose rows the template shows or needs to know of. */
    List<RowNode> nodes() {
        List<RowNode> nodes = new ArrayList<>(List.of(node));
        for (Member member : members) {
            if (member instanceof Member.Nested nested) {
                nodes.addAll(nested.template().nodes());
            } else if (member instanceof Member.Hole hole && hole.anchor() != null) {
                nodes.add(hole.anchor().from());
                nodes.add(hole.anchor().to());
            }
        }
        required.forEach(template -> nodes.addAll(template.nodes()));
        return nodes;
    }

    byte[] render(Rows rows) {
        Fragment.Writer out = new Fragment.Writer();
        write(rows, out);
        return out.toBytes();
    }

    private void write(Rows rows, Fragment.Writer out) {
        Row row = rows.get(node);
        if (row == null || !isPresent(rows)) {
            out.text("null");
        } else if (whole >= 0) {
            writeValue(row.column(whole), out);
        } else {
            String separator = "{";
            for (Member member : members) {
                out.text(separator).text(Json.quote(member.name())).text(":");
                separator = ",";
                write(member, row, rows, out);
            }
            out.text(members.isEmpty() ? "{}" : "}");
        }
    }

    private void write(Member member, Row row, Rows rows, Fragment.Writer out) {
        if (member instanceof Member.Value value) {
            writeValue(row.column(value.column()), out);
        } else if (member instanceof Member.Nested nested) {
            nested.template().write(rows, out);
        } else if (member instanceof Member.Hole hole) {
            writeHole(hole, rows, out);
        }
    }

    private void writeHole(Member.Hole hole, Rows rows, Fragment.Writer out) {
        if (hole.anchor() == null) {
            out.hole(hole.collection(), new byte[0]);
            return;
        }
        byte[] anchor = hole.anchor().key(rows);
        if (anchor == null || rows.get(hole.anchor().to()) == null) {
            out.hole(hole.collection(), NO_ROW);
        } else {
            out.hole(hole.collection(), anchor);
        }
    }

    /** Sorts where no key does: a collection of a row that is missing is empty. */
    private static final byte[] NO_ROW = {0x01};

    private static void writeValue(byte @Nullable [] json, Fragment.Writer out) {
        if (json == null) {
            out.text("null");
        } else {
            out.text(json);
        }
    }
}
