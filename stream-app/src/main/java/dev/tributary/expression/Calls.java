package dev.tributary.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.SimpleType;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rewriting of calls: what literals say is worked out once, and functions that do not exist are told. */
final class Calls {
    private final Rewriter rewriter;
    private final Report report;
    private final Names names;

    Calls(Rewriter rewriter, Report report, Names names) {
        this.rewriter = rewriter;
        this.report = report;
        this.names = names;
    }

    CelExpr rewrite(CelExpr expr, CelCall call) {
        if (call.function().equals("_[_]")) {
            return index(expr, call);
        }
        if (!Character.isLetter(call.function().codePointAt(0))
                && call.function().codePointAt(0) != '.') {
            return plain(expr, call, call.function());
        }
        String function = qualified(call);
        if (KnownFunctions.isMacro(function)) {
            misused(expr, function);
            return expr;
        }
        boolean qualified = !function.equals(call.function()) && call.target().isPresent();
        CelCall bare = qualified ? withoutTarget(call, function) : call;
        if (KnownFunctions.ALL.containsKey(function)) {
            return known(expr, bare);
        }
        unknown(expr, function);
        return plain(expr, bare, function);
    }

    /** The name with what stands before it, when that is no value. */
    private String qualified(CelCall call) {
        Optional<CelExpr> target = call.target();
        if (target.isPresent() && target.get().exprKind().getKind() == Kind.IDENT) {
            String function = target.get().ident().name() + "." + call.function();
            // where no columns are declared, `math` may be one: but no value has such a function
            if (KnownFunctions.ALL.containsKey(function)) {
                return function;
            }
            if (!rewriter.isFree(target.get().ident().name())) {
                return call.function();
            }
            boolean namespace = function.startsWith("math.") || function.startsWith("strings.");
            return namespace ? function : call.function();
        }
        return call.function().startsWith(".") ? call.function().substring(1) : call.function();
    }

    private static CelCall withoutTarget(CelCall call, String function) {
        return CelCall.newBuilder().setFunction(function).addArgs(call.args()).build();
    }

    /** The arguments of logical operators may be errors: they look. */
    private CelExpr plain(CelExpr expr, CelCall call, String function) {
        ImmutableList<CelExpr> arguments = switch (function) {
            case "_&&_", "_||_", "@not_strictly_false" ->
                call.args().stream().map(rewriter::rewrite).collect(ImmutableList.toImmutableList());
            case "_?_:_" ->
                ImmutableList.of(
                        rewriter.value(call.args().get(0)),
                        rewriter.rewrite(call.args().get(1)),
                        rewriter.rewrite(call.args().get(2)));
            default -> rewriter.values(call.args());
        };
        return CelExpr.ofCall(expr.id(), call.target().map(rewriter::value), function, arguments);
    }

    private CelExpr index(CelExpr expr, CelCall call) {
        Optional<String> row = rewriter.row(call.args().get(0));
        String column = literal(call.args().get(1));
        if (row.isPresent() && column != null) {
            int offset = rewriter.offset(call.args().get(1));
            return CelExpr.ofIdent(expr.id(), names.member(row.get(), column, offset));
        }
        return plain(expr, call, call.function());
    }

    private CelExpr known(CelExpr expr, CelCall call) {
        return switch (call.function()) {
            case "coalesce" -> coalesce(expr, call);
            case "matches" -> matches(expr, call);
            case "format" -> format(expr, call);
            case "math.greatest" -> extreme(expr, call, Rewriter.GREATEST);
            case "math.least" -> extreme(expr, call, Rewriter.LEAST);
            default -> plain(expr, call, call.function());
        };
    }

    /** Of many arguments: the first, or else what comes of the others. */
    private CelExpr coalesce(CelExpr expr, CelCall call) {
        ImmutableList<CelExpr> values = rewriter.values(call.args());
        if (values.size() < 2 && call.target().isEmpty()) {
            arguments(expr, call, "takes two or more arguments, not " + values.size());
        }
        if (values.size() < 2 || call.target().isPresent()) {
            return plain(expr, call, call.function());
        }
        CelExpr rest = values.get(values.size() - 1);
        for (int i = values.size() - 2; i > 0; i--) {
            rest = rewriter.call(rewriter.id(expr), "coalesce", values.get(i), rest);
        }
        return rewriter.call(expr.id(), "coalesce", values.get(0), rest);
    }

    private CelExpr matches(CelExpr expr, CelCall call) {
        CelExpr last =
                call.args().isEmpty() ? expr : call.args().get(call.args().size() - 1);
        String regex = literal(last);
        boolean complete = call.args().size() == (call.target().isPresent() ? 1 : 2);
        if (regex == null || !complete) {
            return plain(expr, call, call.function());
        }
        CelExpr text =
                rewriter.rewrite(call.target().orElseGet(() -> call.args().get(0)));
        return prepared(expr, last, () -> Texts.pattern(regex), Rewriter.MATCHES, text);
    }

    private CelExpr format(CelExpr expr, CelCall call) {
        ImmutableList<CelExpr> arguments = call.args();
        if (arguments.size() != 3 && call.target().isEmpty()) {
            String found = arguments.size() == 2 ? ": the zone is missing" : ", not " + arguments.size();
            arguments(expr, call, "takes three arguments, a timestamp, a pattern and a zone" + found);
        }
        String pattern = arguments.size() == 3 ? literal(arguments.get(1)) : null;
        String zone = arguments.size() == 3 ? literal(arguments.get(2)) : null;
        if (pattern == null || zone == null || call.target().isPresent()) {
            return plain(expr, call, call.function());
        }
        CelExpr timestamp = rewriter.value(arguments.get(0));
        if (prepare(arguments.get(2), () -> Texts.zone(zone)).isEmpty()) {
            return expr;
        }
        return prepared(expr, arguments.get(1), () -> Texts.formatter(pattern, zone), Rewriter.FORMAT, timestamp);
    }

    /** A call with an argument that is worked out here and now. */
    private CelExpr prepared(CelExpr expr, CelExpr literal, Supplier<Object> argument, String function, CelExpr first) {
        return prepare(literal, argument)
                .map(value -> rewriter.constant(literal, value, SimpleType.DYN))
                .map(constant -> rewriter.call(expr.id(), function, first, constant))
                .orElse(expr);
    }

    /** What the literal stands for; empty, with a problem, when that is nothing. */
    private Optional<Object> prepare(CelExpr literal, Supplier<Object> argument) {
        try {
            return Optional.of(argument.get());
        } catch (Failure failure) {
            String message = "`" + report.what() + "`: " + failure.getMessage();
            report.error("expression-syntax", rewriter.offset(literal), message, "");
            return Optional.empty();
        }
    }

    private CelExpr extreme(CelExpr expr, CelCall call, String function) {
        ImmutableList<CelExpr> values = rewriter.values(call.args());
        boolean list = values.size() == 1 && values.get(0).exprKind().getKind() != Kind.CONSTANT;
        CelExpr numbers = list ? values.get(0) : CelExpr.ofList(rewriter.id(expr), values, ImmutableList.of());
        return rewriter.call(expr.id(), function, numbers);
    }

    private void arguments(CelExpr expr, CelCall call, String message) {
        int offset = report.functionBefore(rewriter.offset(expr));
        String hint = "it is written `" + KnownFunctions.ALL.get(call.function()) + "`";
        report.error("expression-type", offset, "`" + call.function() + "` " + message, hint);
    }

    /** A macro in another form than its own is left to us as a call. */
    private void misused(CelExpr expr, String macro) {
        int offset = report.functionBefore(rewriter.offset(expr));
        String message = "`" + report.what() + "`: `" + macro + "` is not written like this";
        report.error("expression-syntax", offset, message, "it is written `" + KnownFunctions.ALL.get(macro) + "`");
    }

    private void unknown(CelExpr expr, String function) {
        int offset = report.functionBefore(rewriter.offset(expr));
        String message = "there is no function `" + function + "`";
        report.error("unknown-function", offset, message, KnownFunctions.instead(function));
    }

    private static @Nullable String literal(CelExpr expr) {
        boolean text = expr.exprKind().getKind() == Kind.CONSTANT
                && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        return text ? expr.constant().stringValue() : null;
    }
}
