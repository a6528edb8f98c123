package dev.tributary.view;

import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.expression.Expression;
import dev.tributary.expression.Expressions;
import dev.tributary.view.NameScope.Sees;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all readers share: which names there are, which columns were named, and what was wrong. */
record Context(Names names, ColumnUses uses, Problems problems) {

    /** Reads an expression about a row, of whose fields it sees those given. */
    Optional<Computation> expression(Scalar written, String what, Row row, Map<String, Shown> fields, Sees sees) {
        NameScope scope = new NameScope(what, row, fields, sees, this);
        return Expressions.compile(written, what, scope, problems)
                .map(expression -> new Computation(expression, operands(expression, scope)));
    }

    private static List<Operand> operands(Expression expression, NameScope scope) {
        return expression.inputs().stream().map(scope::operand).toList();
    }

    /** Says that a file names a column of a row, if it is known of what. */
    void use(Optional<Source> source, String column, Place place) {
        source.ifPresent(s -> uses.add(s.name(), column, place));
    }
}
