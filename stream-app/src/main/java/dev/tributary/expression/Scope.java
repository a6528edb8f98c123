package dev.tributary.expression;

import dev.tributary.config.Place;
import java.util.Collection;
import java.util.Optional;

/** What names mean where an expression stands. */
public interface Scope {
    /** What a name is. */
    enum Kind {
        VALUE,
        /** Its columns are its members. */
        ROW
    }

    /** What the name is; empty when there is no such name. */
    Optional<Kind> kind(String name);

    /** Whether the row may have such a column: always true for those whose columns are not declared. */
    boolean hasColumn(String row, String column);

    /** The names there are, to suggest one. */
    Collection<String> names();

    /** The columns of a row as far as they are known, to suggest one. */
    Collection<String> columns(String row);

    /** Whether the value of this input is a timestamp, given as ISO 8601 text. */
    boolean isTimestamp(Expression.Input input);

    /** Says that a name was used, and where in the file. */
    default void used(Expression.Input input, Place place) {}
}
