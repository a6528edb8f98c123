package dev.tributary.view;

import java.util.Optional;

/** One member of a document or of an object nested in it. */
public sealed interface Field {
    /** The member's name in the JSON; empty for fields that stand for several. */
    String name();

    /** A column of the row, or of one passed on the way to it, under its own or another name. */
    record Column(String name, Operand.Column column) implements Field {}

    /** A value computed from the row and from fields declared before this one. */
    record Computed(String name, Computation computation) implements Field {}

    /** Related rows as objects: an object or null (one), an array or an object by column (many). */
    record Related(String name, Cardinality cardinality, Relation relation, Fields fields) implements Field {}

    /** The fields of a related row, put into this object. */
    record Flattened(Relation relation, Fields fields) implements Field {
        @Override
        public String name() {
            return "";
        }
    }

    /**
     * One column of related rows, as an array or an object by column.
     *
     * @param column of the related row
     */
    record Plucked(String name, Relation relation, String column) implements Field {}

    /**
     * An aggregate over related rows.
     *
     * @param column of the related row; empty for a count, and where {@code of} says what is aggregated
     * @param of computed from each row
     */
    record Total(String name, Function function, Relation relation, Optional<String> column, Optional<Computation> of)
            implements Field {}

    /** Whether a relation gives one object or several. */
    enum Cardinality {
        ONE,
        MANY
    }

    /** The aggregates. */
    enum Function {
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX,
        COUNT_DISTINCT
    }
}
