package dev.tributary.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what the type checker found: functions and operators on what they do not go with. */
final class Mismatch {
    private static final Pattern NO_OVERLOAD = Pattern.compile(
            "found no matching overload for '([^']*)' applied to '(.*?)'(?: \\(candidates.*)?", Pattern.DOTALL);

    private static final List<String> NUMBERS = List.of("an integer", "a decimal");
    /** What may turn out to be equal to anything. */
    private static final List<String> ANYTHING = List.of("a value", "null");

    private final Report report;
    private final CelSource source;

    Mismatch(Report report, CelSource source) {
        this.report = report;
        this.source = source;
    }

    void tell(List<CelIssue> issues) {
        for (CelIssue issue : issues) {
            int offset = source.getLocationOffset(issue.getSourceLocation()).orElse(0);
            Matcher overload = NO_OVERLOAD.matcher(issue.getMessage());
            if (overload.matches()) {
                noOverload(offset, overload.group(1), overload.group(2));
            } else {
                report.error("expression-type", offset, "`" + report.what() + "`: " + issue.getMessage(), "");
            }
        }
    }

    /** Tells comparisons whose outcome does not depend on any value. */
    void tellUnequal(CelAbstractSyntaxTree checked) {
        CelNavigableAst.fromAst(checked)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(expr -> expr.exprKind().getKind() == Kind.CALL)
                .filter(expr -> expr.call().function().equals("_==_")
                        || expr.call().function().equals("_!=_"))
                .forEach(expr -> tellUnequal(expr, checked));
    }

    private void tellUnequal(CelExpr comparison, CelAbstractSyntaxTree checked) {
        String first = kind(comparison.call().args().get(0), checked);
        String second = kind(comparison.call().args().get(1), checked);
        boolean numbers = NUMBERS.contains(first) && NUMBERS.contains(second);
        if (!first.equals(second) && !numbers && !ANYTHING.contains(first) && !ANYTHING.contains(second)) {
            String sign = sign(comparison.call().function());
            int offset = source.getPositionsMap().getOrDefault(comparison.id(), 0);
            String message = first + " never equals " + second;
            report.error("expression-type", offset, message, hint(sign, List.of(first, second)));
        }
    }

    private static String kind(CelExpr expr, CelAbstractSyntaxTree checked) {
        return checked.getType(expr.id()).map(type -> kind(type.name())).orElse("a value");
    }

    private void noOverload(int offset, String function, String applied) {
        String sign = sign(function);
        List<String> types = types(applied);
        String message = types.isEmpty()
                ? "`" + sign + "` does not go with nothing"
                : "`" + sign + "` does not go with " + listed(types);
        boolean named = Character.isLetter(sign.codePointAt(0)) && !sign.equals("in");
        int place = named ? report.functionBefore(offset) : offset;
        report.error("expression-type", place, message, hint(sign, types));
    }

    private static String hint(String sign, List<String> types) {
        if (sign.equals("+") && types.contains("text")) {
            return "`string(…)` makes text of a number";
        }
        boolean function = KnownFunctions.form(sign).isPresent();
        if (!function && types.contains("a timestamp") && types.contains("text")) {
            return "a time is written `timestamp('2024-01-01T00:00:00Z')`";
        }
        if (sign.equals("in") && types.get(types.size() - 1).equals("text")) {
            return "a part of a text is found by `text.contains(part)`";
        }
        return KnownFunctions.form(sign)
                .map(form -> "it is written `" + form + "`")
                .orElse("");
    }

    /** The operator or function as it is written. */
    static String sign(String function) {
        return switch (function) {
            case "_?_:_" -> "? :";
            case "_[_]" -> "[]";
            case Rewriter.FIELD -> ".";
            default -> function.startsWith("@") ? function.substring(1) : unplaced(function);
        };
    }

    private static String unplaced(String function) {
        boolean operator = !Character.isLetter(function.codePointAt(0));
        return operator ? function.replace("_", "") : function;
    }

    private static String listed(List<String> types) {
        int last = types.size() - 1;
        return last == 0 ? types.get(0) : String.join(", ", types.subList(0, last)) + " and " + types.get(last);
    }

    /** The kinds of the arguments; of {@code string.(int)} the one before the dot is the first. */
    private static List<String> types(String applied) {
        List<String> types = new ArrayList<>();
        StringBuilder type = new StringBuilder();
        int depth = 0;
        for (char c : applied.replaceFirst("\\.\\(", ", ")
                .replaceFirst("^\\(", "")
                .replaceFirst("\\)$", "")
                .toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                types.add(kind(type.toString().strip()));
                type.setLength(0);
            } else {
                type.append(c);
            }
        }
        types.add(kind(type.toString().strip()));
        types.removeIf(String::isEmpty);
        return types;
    }

    private static String kind(String type) {
        int open = type.indexOf('(');
        return switch (open < 0 ? type : type.substring(0, open)) {
            case "" -> "";
            case "int" -> "an integer";
            case "decimal" -> "a decimal";
            case "string" -> "text";
            case "bool" -> "a boolean";
            case "bytes" -> "bytes";
            case "null", "null_type" -> "null";
            case "list" -> "a list";
            case "map" -> "an object";
            case "timestamp", "google.protobuf.Timestamp" -> "a timestamp";
            case "duration", "google.protobuf.Duration" -> "a duration";
            default -> "a value";
        };
    }
}
