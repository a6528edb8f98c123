package dev.tributary.plan;

import dev.tributary.codec.TupleWriter;
import dev.tributary.store.Fragment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows that are shown: the roots of documents (number 0), or the rows of one collection. Their parts: sort key and fragment. */
final class Listing extends Role {
    /** The root's number; a collection's number is its {@link dev.tributary.store.Collection#id()}. */
    static final int ROOT = 0;

    private final List<SortCell> sort = new ArrayList<>();
    private final boolean hasOwnRow;
    private @Nullable Template template;
    private @Nullable Cell value;
    private @Nullable Uniqueness uniqueness;
    private boolean hasChildren;
    private boolean isFlat;
    private int mostKept = Integer.MAX_VALUE;

    /** @param hasOwnRow whether there is a row behind each; a group has none */
    Listing(int id, @Nullable Listing parent, int anchorParts, boolean hasOwnRow) {
        super(id, parent, anchorParts);
        this.hasOwnRow = hasOwnRow;
    }

    /** By what its rows are ordered. */
    record SortCell(Cell cell, boolean descending, boolean key) {}

    /**
     * What tells its rows apart where only the first of several is shown.
     *
     * @param cells their values; for a keyed collection one, which is the member's name
     */
    record Uniqueness(List<Cell> cells, boolean keyed) {}

    boolean hasOwnRow() {
        return hasOwnRow;
    }

    boolean hasChildren() {
        return hasChildren;
    }

    void expectChildren() {
        hasChildren = true;
    }

    /** Its rows are objects. */
    void shows(Template objects) {
        template = objects;
    }

    /** The members of its first row are another object's. */
    void showsMembers(Template members) {
        template = members;
        isFlat = true;
    }

    /** Its rows are single values. */
    void shows(Cell values) {
        value = values;
    }

    void tellApartBy(Uniqueness by) {
        uniqueness = by;
    }

    /** No more of its rows are ever shown than the first so many. */
    void keepAtMost(int rows) {
        mostKept = rows;
    }

    int mostKept() {
        return mostKept;
    }

    void sortBy(SortCell cell) {
        sort.add(cell);
    }

    Template template() {
        if (template == null) {
            throw new IllegalStateException("the rows of collection " + id() + " are no objects");
        }
        return template;
    }

    /** Whether its rows are objects, and not single values. */
    boolean hasMembers() {
        return template != null;
    }

    /** How many values an identity of its rows has. */
    int identityParts() {
        return id() == ROOT ? 0 : landing().flow().identityParts();
    }

    @Override
    boolean isVisible(Rows rows) {
        return super.isVisible(rows)
                && (template == null || template.isPresent(rows))
                && (uniqueness == null
                        || !uniqueness.keyed
                        || uniqueness.cells.get(0).value(rows) != null);
    }

    @Override
    void addNodes(Collection<RowNode> nodes) {
        super.addNodes(nodes);
        if (template != null) {
            nodes.addAll(template.nodes());
        }
        if (value != null) {
            value.addNodes(nodes);
        }
        if (uniqueness != null) {
            uniqueness.cells.forEach(cell -> cell.addNodes(nodes));
        }
        sort.forEach(by -> by.cell.addNodes(nodes));
    }

    @Override
    int parts() {
        return 2;
    }

    @Override
    byte[] @Nullable [] parts(Rows rows) {
        return new byte[][] {sortKey(rows), fragment(rows)};
    }

    private byte[] fragment(Rows rows) {
        Fragment.Writer out = new Fragment.Writer();
        if (uniqueness != null) {
            out.key(uniqueness.keyed ? name(rows) : tuple(rows));
        }
        if (value != null) {
            byte[] json = value.value(rows);
            return (json == null ? out.text("null") : out.text(json)).toBytes();
        }
        if (isFlat) {
            template().writeMembers(rows, out);
        } else {
            template().write(rows, out);
        }
        return out.toBytes();
    }

    /** The text of a value as the name of a member. */
    private byte[] name(Rows rows) {
        Uniqueness by = Objects.requireNonNull(uniqueness);
        byte[] json = Objects.requireNonNull(by.cells.get(0).value(rows));
        if (json[0] == '"') {
            return json;
        }
        String text = new String(json, StandardCharsets.UTF_8);
        return Json.quote(text).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] tuple(Rows rows) {
        TupleWriter tuple = new TupleWriter();
        for (Cell cell : Objects.requireNonNull(uniqueness).cells) {
            tuple.addJson(cell.value(rows), false);
        }
        return tuple.toBytes();
    }

    private byte[] sortKey(Rows rows) {
        TupleWriter key = new TupleWriter();
        for (SortCell by : sort) {
            byte[] value = by.cell.value(rows);
            if (by.key) {
                key.addKeyJson(value);
            } else {
                key.addJson(SortText.of(value), by.descending);
            }
        }
        return key.toBytes();
    }
}
