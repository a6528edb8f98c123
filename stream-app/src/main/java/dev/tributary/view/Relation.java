package dev.tributary.view;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which related rows a field is about. Applied in this order: where, required, order, distinct and by, limit.
 *
 * @param path the way from the object's row to the related ones; never empty
 * @param where which of the rows
 * @param required whether the object's row is dropped when there is none; only for one and flatten
 * @param orderBy the order of the rows; ties go by primary key
 * @param limit how many rows at most; empty for all
 * @param by the column by whose text the rows are keyed; empty for an array
 * @param distinct whether a row, or a plucked value, that comes again is left out
 */
public record Relation(
        List<Step> path,
        Optional<Computation> where,
        boolean required,
        List<Order> orderBy,
        OptionalInt limit,
        Optional<Operand.Column> by,
        boolean distinct) {
    public Relation {
        path = List.copyOf(path);
        orderBy = List.copyOf(orderBy);
    }

    /** Whether it leads to at most one row, by references of the row itself. */
    public boolean isLookup() {
        return path.stream().allMatch(step -> step.direction() == Step.Direction.UP);
    }
}
