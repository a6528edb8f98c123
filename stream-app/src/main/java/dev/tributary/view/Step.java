package dev.tributary.view;

import java.util.List;

/**
 * One step along a reference.
 *
 * @param source the source whose rows are reached
 * @param columns the foreign key's columns, in the order of the referenced key: of the row stepped from when UP, of the
 *     rows reached when DOWN
 */
public record Step(String source, Direction direction, List<String> columns) {
    public Step {
        columns = List.copyOf(columns);
    }

    /** Along a reference of the row (to at most one row), or against references to it (any number of rows). */
    public enum Direction {
        UP,
        DOWN
    }
}
