package dev.tributary.plan;

import dev.tributary.codec.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that a visitor carries, by the node of the view that each is for. Immutable. */
final class Rows {
    private final @Nullable Row[] byNode;

    private Rows(@Nullable Row[] byNode) {
        this.byNode = byNode;
    }

    static Rows none(int nodes) {
        return new Rows(new Row[nodes]);
    }

    @Nullable
    Row get(RowNode node) {
        return byNode[node.id()];
    }

    Rows with(RowNode node, @Nullable Row row) {
        @Nullable Row[] copy = byNode.clone();
        copy[node.id()] = row;
        return new Rows(copy);
    }

    /** These rows, and the other's where it has some. */
    Rows and(Rows other) {
        @Nullable Row[] copy = byNode.clone();
        for (int i = 0; i < copy.length; i++) {
            if (other.byNode[i] != null) {
                copy[i] = other.byNode[i];
            }
        }
        return new Rows(copy);
    }

    /** The rows of some nodes as the parts of a message. */
    byte[] @Nullable [] parts(List<RowNode> nodes) {
        byte[] @Nullable [] parts = new byte[nodes.size()][];
        for (int i = 0; i < parts.length; i++) {
            Row row = get(nodes.get(i));
            parts[i] = row == null ? null : row.encode();
        }
        return parts;
    }

    /** The rows in a message's parts. A message of a row that has gone may carry fewer. */
    static Rows of(int nodeCount, List<RowNode> nodes, byte[] @Nullable [] parts) {
        @Nullable Row[] rows = new Row[nodeCount];
        for (int i = 0; i < parts.length; i++) {
            byte[] part = parts[i];
            rows[nodes.get(i).id()] = part == null ? null : Row.decode(part);
        }
        return new Rows(rows);
    }
}
