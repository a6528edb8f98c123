package dev.tributary.plan;

import dev.tributary.codec.Row;
import dev.tributary.expression.Expression;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that is known once some rows are: as JSON, null for null. */
sealed interface Cell {
    byte @Nullable [] value(Rows rows);

    /** Adds the nodes whose rows it looks at. */
    void addNodes(Collection<RowNode> nodes);

    /** A column of a row. */
    record Column(RowNode node, int column) implements Cell {
        @Override
        public byte @Nullable [] value(Rows rows) {
            Row row = rows.get(node);
            return row == null ? null : row.column(column);
        }

        @Override
        public void addNodes(Collection<RowNode> nodes) {
            nodes.add(node);
        }
    }

    /** An object that consists of known values only. */
    record Whole(Template template) implements Cell {
        @Override
        public byte @Nullable [] value(Rows rows) {
            return template.isPresent(rows) ? template.text(rows) : null;
        }

        @Override
        public void addNodes(Collection<RowNode> nodes) {
            nodes.addAll(template.nodes());
        }
    }

    /** A value of a row that is flattened; null when the row is not shown. */
    record OfPresent(Template row, Cell cell) implements Cell {
        @Override
        public byte @Nullable [] value(Rows rows) {
            return row.isPresent(rows) ? cell.value(rows) : null;
        }

        @Override
        public void addNodes(Collection<RowNode> nodes) {
            nodes.addAll(row.nodes());
            cell.addNodes(nodes);
        }
    }

    /** The value of an expression; null when it fails. */
    record Computed(Expression expression, List<Cell> inputs) implements Cell {
        @Override
        public byte @Nullable [] value(Rows rows) {
            return Failures.evaluate(expression, values(inputs, rows));
        }

        /** Whether it is true. */
        boolean holds(Rows rows) {
            return Failures.holds(expression, values(inputs, rows));
        }

        @Override
        public void addNodes(Collection<RowNode> nodes) {
            inputs.forEach(input -> input.addNodes(nodes));
        }
    }

    static byte[] @Nullable [] values(List<Cell> cells, Rows rows) {
        byte[] @Nullable [] values = new byte[cells.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = cells.get(i).value(rows);
        }
        return values;
    }
}
