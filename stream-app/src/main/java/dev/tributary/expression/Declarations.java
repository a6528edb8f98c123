package dev.tributary.expression;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.checker.CelStandardDeclarations.StandardFunction.Overload;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The types of functions, for the check that a text can mean something at all. What a name holds is known only when it is
 * evaluated, so this finds mistakes between literals and functions: {@code 'a' + 1}, {@code name.contains(5)}.
 */
final class Declarations {
    static final CelType DECIMAL = OpaqueType.create("decimal");

    private static final CelType DYN = SimpleType.DYN;
    private static final CelType INT = SimpleType.INT;
    private static final CelType BOOL = SimpleType.BOOL;
    private static final CelType STRING = SimpleType.STRING;
    private static final CelType ANY_TYPE = TypeParamType.create("A");

    private static final Set<StandardFunction> REPLACED = EnumSet.of(
            StandardFunction.EQUALS,
            StandardFunction.NOT_EQUALS,
            StandardFunction.CONDITIONAL,
            StandardFunction.IN,
            StandardFunction.DOUBLE,
            StandardFunction.UINT,
            StandardFunction.TYPE);

    private Declarations() {}

    /** CEL's own, without those that are too strict for us: for it there is nothing to compare in 1 and 1.5. */
    static CelStandardDeclarations standard() {
        return CelStandardDeclarations.newBuilder()
                .filterFunctions((function, overload) ->
                        !REPLACED.contains(function) && overload != Overload.Arithmetic.ADD_LIST)
                .build();
    }

    static List<CelFunctionDecl> ours() {
        List<CelFunctionDecl> all = new ArrayList<>();
        for (String operator : List.of("_+_", "_-_", "_*_", "_/_")) {
            all.add(mixed(operator, DECIMAL));
        }
        for (String operator : List.of("_<_", "_<=_", "_>_", "_>=_")) {
            all.add(mixed(operator, BOOL));
        }
        all.add(function("-_", global("negate_decimal", DECIMAL, DECIMAL)));
        all.add(function("_==_", global("equal", BOOL, DYN, DYN)));
        all.add(function("_!=_", global("not_equal", BOOL, DYN, DYN)));
        all.add(function("_?_:_", global("conditional_dyn", DYN, BOOL, DYN, DYN)));
        CelType list = ListType.create(DYN);
        CelType map = MapType.create(DYN, DYN);
        all.add(function("_+_", global("add_list_dyn", list, list, list)));
        all.add(function("@in", global("in_dyn", BOOL, DYN, list), global("in_map_dyn", BOOL, DYN, map)));
        all.addAll(conversions());
        all.addAll(helpers());
        all.addAll(rewritten());
        for (String name : List.of("abs", "ceil", "floor", "round", "sign", "trunc")) {
            all.add(function("math." + name, global(name + "_int", DYN, INT), global(name + "_decimal", DYN, DECIMAL)));
        }
        return all;
    }

    private static List<CelFunctionDecl> conversions() {
        return List.of(
                function("double", ofNumber("double", DECIMAL)),
                function("decimal", ofNumber("decimal", DECIMAL)),
                function("int", global("decimal_to_int", INT, DECIMAL)),
                function("string", global("decimal_to_string", STRING, DECIMAL)));
    }

    private static List<CelOverloadDecl> ofNumber(String name, CelType result) {
        return List.of(
                global("string_to_" + name, result, STRING),
                global("int_to_" + name, result, INT),
                global("number_to_" + name, result, DECIMAL));
    }

    private static List<CelFunctionDecl> helpers() {
        CelType texts = ListType.create(STRING);
        return List.of(
                function("coalesce", global("coalesce_dyn", DYN, DYN, DYN)),
                function("format", global("format_timestamp", STRING, SimpleType.TIMESTAMP, STRING, STRING)),
                function(
                        "join",
                        newMemberOverload("list_join", STRING, texts),
                        newMemberOverload("list_join_string", STRING, texts, STRING)));
    }

    /** What the rewriting puts in place of what was written. */
    private static List<CelFunctionDecl> rewritten() {
        return List.of(
                function(Rewriter.FIELD, global("field", DYN, DYN, STRING)),
                function(Rewriter.HAS, global("has_field", BOOL, DYN, STRING)),
                function(Rewriter.VALUE, global("value", ANY_TYPE, ANY_TYPE)),
                function(Rewriter.PRESENT, global("present", BOOL, DYN)),
                function(Rewriter.MATCHES, global("matches_pattern", BOOL, STRING, DYN)),
                function(Rewriter.FORMAT, global("format_formatter", STRING, SimpleType.TIMESTAMP, DYN)),
                function(Rewriter.GREATEST, global("greatest", DYN, ListType.create(DYN))),
                function(Rewriter.LEAST, global("least", DYN, ListType.create(DYN))));
    }

    private static CelFunctionDecl mixed(String operator, CelType result) {
        return function(
                operator,
                global(operator + "_decimal", result, DECIMAL, DECIMAL),
                global(operator + "_decimal_int", result, DECIMAL, INT),
                global(operator + "_int_decimal", result, INT, DECIMAL));
    }

    private static CelOverloadDecl global(String id, CelType result, CelType... arguments) {
        return newGlobalOverload(id, result, arguments);
    }

    private static CelFunctionDecl function(String name, CelOverloadDecl... overloads) {
        return newFunctionDeclaration(name, overloads);
    }

    private static CelFunctionDecl function(String name, List<CelOverloadDecl> overloads) {
        return newFunctionDeclaration(name, overloads);
    }
}
