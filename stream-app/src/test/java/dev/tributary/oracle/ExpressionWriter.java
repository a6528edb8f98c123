package dev.tributary.oracle;

import java.util.List;
import java.util.function.Predicate;

/** Expressions made up of what there is; they are of the right types mostly, and fail on nulls now and then. */
final class ExpressionWriter {
    private static final List<String> NUMBERS =
            List.of("0", "1", "2", "10", "-1", "1.5", "0.25", "9223372036854775807");
    private static final List<String> TEXTS = List.of("'a'", "'b'", "'Z'", "'x y'", "''");

    private final Dice dice;
    private final List<Term> terms;

    /** What may stand for a value: a name, or a path of names. */
    record Term(String text, Kind kind) {}

    ExpressionWriter(Dice dice, List<Term> terms) {
        this.dice = dice;
        this.terms = terms;
    }

    /** Any scalar. */
    String any(int depth) {
        return switch (dice.below(5)) {
            case 0, 1 -> number(depth);
            case 2, 3 -> text(depth);
            default -> condition(depth);
        };
    }

    String number(int depth) {
        if (depth == 0) {
            return one(Kind::isNumber, NUMBERS);
        }
        return switch (dice.below(9)) {
            case 0, 1 -> "(" + number(depth - 1) + " + " + number(depth - 1) + ")";
            case 2 -> "(" + number(depth - 1) + " - " + number(depth - 1) + ")";
            case 3 -> "(" + number(depth - 1) + " * " + number(0) + ")";
            case 4 -> "(" + number(depth - 1) + " / " + dice.any(List.of("2", "4.0", "0.5", number(0))) + ")";
            case 5 -> "(" + condition(depth - 1) + " ? " + number(depth - 1) + " : " + number(depth - 1) + ")";
            case 6 -> "size(" + text(depth - 1) + ")" + dice.any(List.of("", " % 2"));
            case 7 -> "coalesce(" + number(depth - 1) + ", " + number(0) + ")";
            default -> "(-(" + number(0) + ") + decimal('1.50'))";
        };
    }

    String text(int depth) {
        if (depth == 0) {
            return one(kind -> kind == Kind.TEXT, TEXTS);
        }
        return switch (dice.below(8)) {
            case 7 -> time();
            case 0, 1 -> "(" + text(depth - 1) + " + " + text(depth - 1) + ")";
            case 2 -> text(0) + ".lowerAscii()";
            case 3 -> text(0) + ".upperAscii()";
            case 4 -> "string(" + one(kind -> kind.isNumber() || kind == Kind.KEY, NUMBERS) + ")";
            case 5 -> "(" + condition(depth - 1) + " ? " + text(depth - 1) + " : " + text(depth - 1) + ")";
            default -> "coalesce(" + text(depth - 1) + ", '-')";
        };
    }

    private String time() {
        String time = one(kind -> kind == Kind.TIME, List.of("timestamp('2024-02-29T23:30:00.5Z')"));
        return "format(" + time + ", " + dice.any(List.of("'yyyy-MM-dd'", "'HH:mm'")) + ", 'Europe/Berlin')";
    }

    String condition(int depth) {
        if (depth == 0) {
            return comparison();
        }
        return switch (dice.below(8)) {
            case 0 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
            case 1, 2 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
            case 3 -> "!(" + condition(depth - 1) + ")";
            case 4 -> "(" + number(depth - 1) + dice.any(List.of(" < ", " >= ", " != ")) + number(depth - 1) + ")";
            case 5 -> text(0) + dice.any(List.of(".contains", ".startsWith", ".endsWith")) + "(" + text(0) + ")";
            case 6 -> "coalesce(" + condition(depth - 1) + ", true)";
            default -> comparison();
        };
    }

    /** A name and a literal of its kind. */
    private String comparison() {
        if (terms.isEmpty()) {
            return "true";
        }
        Term term = dice.any(terms);
        String literal = switch (term.kind) {
            case KEY -> dice.any(List.of("1", "2", "'1'", "null"));
            case INTEGER, DECIMAL -> dice.any(List.of("0", "1", "1.5", "null"));
            case TEXT -> dice.any(List.of("'a'", "'b'", "null"));
            case FLAG -> dice.any(List.of("true", "false", "null"));
            default -> "null";
        };
        if (term.kind == Kind.KEY && dice.chance(3)) {
            return term.text + " in [1, '2', 3]";
        }
        boolean ordered = term.kind.isNumber() || term.kind == Kind.TEXT || term.kind == Kind.TIME;
        List<String> signs = ordered && !literal.equals("null")
                ? List.of(" < ", " <= ", " > ", " >= ", " != ", " != ", " != ")
                : List.of(" == ", " != ", " != ");
        return term.text + dice.any(signs) + literal;
    }

    private String one(Predicate<Kind> fits, List<String> literals) {
        List<String> fitting = terms.stream()
                .filter(term -> fits.test(term.kind))
                .map(Term::text)
                .toList();
        return fitting.isEmpty() || dice.chance(4) ? dice.any(literals) : dice.any(fitting);
    }
}
