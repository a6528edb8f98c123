package dev.tributary.plan;

import dev.tributary.codec.TupleWriter;
import dev.tributary.view.Field.Function;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that count for a total. Their one part is what they add to it: null when nothing, empty when it is the row itself
 * that counts.
 */
final class Summing extends Role {
    private static final byte[] ROW = {};

    private final Function function;
    private final List<Cell> values;
    private final boolean distinct;

    /**
     * @param values what is aggregated; none for a count of rows, and for a count of distinct rows what tells them apart
     */
    Summing(int id, Listing parent, int anchorParts, Function function, List<Cell> values, boolean distinct) {
        super(id, parent, anchorParts);
        this.function = function;
        this.values = List.copyOf(values);
        this.distinct = distinct;
    }

    Function function() {
        return function;
    }

    /** Whether its values are kept, each once, beside the total. */
    boolean keepsValues() {
        return distinct || function == Function.MIN || function == Function.MAX || function == Function.COUNT_DISTINCT;
    }

    /** Whether it is a count of what is different. */
    boolean isDistinct() {
        return distinct || function == Function.COUNT_DISTINCT;
    }

    @Override
    void addNodes(Collection<RowNode> nodes) {
        super.addNodes(nodes);
        values.forEach(value -> value.addNodes(nodes));
    }

    @Override
    int parts() {
        return 1;
    }

    @Override
    byte[] @Nullable [] parts(Rows rows) {
        return new byte[][] {part(rows)};
    }

    private byte @Nullable [] part(Rows rows) {
        if (distinct) {
            TupleWriter tuple = new TupleWriter();
            values.forEach(value -> tuple.addKeyJson(value.value(rows)));
            return tuple.toBytes();
        }
        if (function == Function.COUNT) {
            return ROW;
        }
        byte[] json = values.get(0).value(rows);
        boolean number = json != null && (json[0] == '-' || (json[0] >= '0' && json[0] <= '9'));
        boolean counts =
                number || (json != null && json[0] != 'n' && function != Function.SUM && function != Function.AVG);
        return counts ? json : null;
    }
}
