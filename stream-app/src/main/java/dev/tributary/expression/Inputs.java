package dev.tributary.expression;

import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an expression reads while it is evaluated: its inputs, and constants that CEL has no literals for. In the tree they
 * are names that nobody can write, `@0` and so on.
 */
final class Inputs {
    private final Scope scope;
    private final List<Expression.Input> names = new ArrayList<>();
    private final List<Object> constants = new ArrayList<>();
    /** By name in the tree: inputs from 0 up, constants from -1 down. */
    private final Map<String, Integer> slots = new HashMap<>();

    private final List<CelVarDecl> declarations = new ArrayList<>();

    Inputs(Scope scope) {
        this.scope = scope;
    }

    /** The name in the tree of an input. */
    String input(Expression.Input input) {
        int known = names.indexOf(input);
        if (known >= 0) {
            return "@" + known;
        }
        names.add(input);
        return declare(names.size() - 1, isTimestamp(input) ? SimpleType.TIMESTAMP : SimpleType.DYN);
    }

    /** The name in the tree of a constant. */
    String constant(Object value, CelType type) {
        constants.add(value);
        return declare(-constants.size(), type);
    }

    private String declare(int slot, CelType type) {
        String name = "@" + slot;
        slots.put(name, slot);
        declarations.add(CelVarDecl.newVarDeclaration(name, type));
        return name;
    }

    /** Whether it is given as text, and means a timestamp. */
    boolean isTimestamp(Expression.Input input) {
        return scope.isTimestamp(input);
    }

    List<Expression.Input> names() {
        return List.copyOf(names);
    }

    List<Object> constants() {
        return List.copyOf(constants);
    }

    Map<String, Integer> slots() {
        return Map.copyOf(slots);
    }

    List<CelVarDecl> declarations() {
        return List.copyOf(declarations);
    }
}
