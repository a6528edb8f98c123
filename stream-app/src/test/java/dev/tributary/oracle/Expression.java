package dev.tributary.oracle;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression of a view file: the part of CEL that view files use. What fails, fails as a whole, except where {@code &&},
 * {@code ||}, {@code coalesce} or the other branch of {@code ?:} make up for it.
 */
final class Expression {
    private final String text;
    private final Node root;
    private final Set<Use> uses;
    private final List<Compared> compared;

    Expression(String text, Node root, Set<Use> uses, List<Compared> compared) {
        this.text = text;
        this.root = root;
        this.uses = Set.copyOf(uses);
        this.compared = new ArrayList<>(compared);
    }

    static Expression parse(String text) {
        return new ExpressionParser(text).parse();
    }

    /** What a name means where an expression stands. */
    interface Scope {
        /** The value as JSON has it, or the columns of a row. */
        @Nullable
        Object value(String name);
    }

    /** A part of an expression; null is a value, a failure is thrown. */
    interface Node {
        @Nullable
        Object evaluate(Scope scope);
    }

    /** That an expression fails is common, so this has no stack. */
    static final class Failure extends RuntimeException {
        Failure(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * What an expression uses.
     *
     * @param object the name before the dot, if there is one: {@code row}, a step of a path, a related object
     */
    record Use(@Nullable String object, String name) {}

    /** What is compared with a literal, if it is one. */
    record Compared(Use use, @Nullable Object literal) {}

    /** The result as JSON has it; null when it fails. */
    @Nullable
    Object value(Scope scope) {
        try {
            return Operators.out(root.evaluate(scope));
        } catch (Failure failure) {
            return null;
        }
    }

    /** Whether it is true: a failure and what is no boolean are not. */
    boolean holds(Scope scope) {
        return Boolean.TRUE.equals(value(scope));
    }

    /** The names at the beginnings of paths: {@code row} of {@code row.x}. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        uses.forEach(use -> names.add(use.object == null ? use.name : use.object));
        return names;
    }

    /** Names, and members of what names mean. */
    Set<Use> uses() {
        return uses;
    }

    /** What is compared, each with a literal: made-up rows should meet some. */
    List<Compared> compared() {
        return List.copyOf(compared);
    }

    @Override
    public String toString() {
        return text;
    }
}
