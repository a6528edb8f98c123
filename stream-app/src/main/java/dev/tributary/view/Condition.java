package dev.tributary.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filter on one row. A comparison that cannot be evaluated (an ordering against null, say) makes the whole condition
 * fail, which filters the row out.
 */
public sealed interface Condition {

    /** Every part holds. */
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** Some part holds. */
    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** The part does not hold. */
    record Not(Condition part) implements Condition {}

    /**
     * A column against a literal.
     *
     * @param literal null, a Boolean, a BigDecimal or a String
     */
    record Compare(
            String column, Operator operator, @Nullable Object literal) implements Condition {}

    /** The comparisons. */
    enum Operator {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE
    }
}
