package dev.tributary.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a row is to a document: a row that is shown, or one that counts for a total. */
abstract sealed class Role permits Listing, Summing {
    private final int id;
    private final @Nullable Listing parent;
    private final int anchorParts;
    private final List<RowNode> path = new ArrayList<>();
    private Cell.@Nullable Computed where;
    private @Nullable Landing landing;
    private int firstPart;

    /**
     * @param parent the rows that it belongs to; null for the root itself
     * @param anchorParts how many values the key of the looked-up row has that it belongs to; 0 when that is the parent
     */
    Role(int id, @Nullable Listing parent, int anchorParts) {
        this.id = id;
        this.parent = parent;
        this.anchorParts = anchorParts;
    }

    /** Its number in the layout of the documents. */
    final int id() {
        return id;
    }

    final @Nullable Listing parent() {
        return parent;
    }

    final int anchorParts() {
        return anchorParts;
    }

    /** A row that the path passes over, without which it leads nowhere. */
    final void requirePath(RowNode node) {
        path.add(node);
    }

    final void where(Cell.Computed condition) {
        where = condition;
    }

    final void landsAt(Landing newLanding, int newFirstPart) {
        landing = newLanding;
        firstPart = newFirstPart;
    }

    final Landing landing() {
        if (landing == null) {
            throw new IllegalStateException("role " + id + " has no landing");
        }
        return landing;
    }

    /** The index of its first part in the messages. */
    final int firstPart() {
        return firstPart;
    }

    boolean isVisible(Rows rows) {
        return path.stream().allMatch(node -> rows.get(node) != null) && (where == null || where.holds(rows));
    }

    void addNodes(Collection<RowNode> nodes) {
        nodes.addAll(path);
        if (where != null) {
            where.addNodes(nodes);
        }
    }

    /** How many parts it has in a message. */
    abstract int parts();

    /** Its parts, of a row that is visible; the first is null when the row does not count after all. */
    abstract byte[] @Nullable [] parts(Rows rows);
}
