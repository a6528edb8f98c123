package dev.tributary.view;

import dev.tributary.expression.Expression;
import java.util.List;

/**
 * An expression, and what each of its inputs is.
 *
 * @param operands as many as the expression has inputs
 */
public record Computation(Expression expression, List<Operand> operands) {
    public Computation {
        operands = List.copyOf(operands);
        if (operands.size() != expression.inputs().size()) {
            throw new IllegalArgumentException("Expected an operand for each of "
                    + expression.inputs().size() + " inputs, but there are " + operands.size());
        }
    }
}
