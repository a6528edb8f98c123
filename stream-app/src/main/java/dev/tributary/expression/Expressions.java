package dev.tributary.expression;

import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Problems;
import java.util.Optional;

/** Compiles expressions. */
public final class Expressions {
    private Expressions() {}

    /**
     * The compiled text; empty, with problems told, when it is none.
     *
     * @param what the key that it is the value of, for messages: {@code where}, {@code expr}; a {@code where} must be a boolean
     */
    public static Optional<Expression> compile(Scalar written, String what, Scope scope, Problems problems) {
        return new Compilation(new Report(written, what, problems), scope).compile();
    }
}
