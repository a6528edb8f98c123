package dev.tributary.plan;

import dev.tributary.codec.Row;
import dev.tributary.codec.TupleWriter;
import dev.tributary.view.Source;
import org.jspecify.annotations.Nullable;

/**
 * A place for a row in the tree of a view: the root, a related row, or one passed on the way.
 *
 * @param id its index in {@link Rows}
 */
record RowNode(int id, Source source, Shape shape) {

    /** The key that the columns of the row hold, in its canonical form; null when the row or one of them is missing. */
    static byte @Nullable [] key(@Nullable Row row, int[] columns) {
        if (row == null) {
            return null;
        }
        TupleWriter key = new TupleWriter();
        for (int column : columns) {
            byte[] value = row.column(column);
            if (value == null) {
                return null;
            }
            key.addKeyJson(value);
        }
        return key.toBytes();
    }

    /** The index of a column that is shown of the node's row, or sorted by. */
    int need(String column) {
        return shape.need(id, column);
    }

    /** Whether what is shown of the node's row, or sorted by, is the same. */
    boolean looksTheSame(Row left, Row right) {
        return shape.looksTheSame(id, left, right);
    }

    int keyParts() {
        return source.identity().size();
    }
}
