package dev.tributary.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a row. What fails to evaluate follows CEL: it decides nothing, so {@code failed || true} is true and
 * {@code failed && false} is false; a condition that has failed as a whole does not hold.
 */
final class Where {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<text>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")"
                    + "|(?<number>-?\\d+(?:\\.\\d+)?)|(?<name>[A-Za-z_]\\w*(?:\\.\\w+)?)"
                    + "|(?<sign>==|!=|<=|>=|<|>|&&|\\|\\||!|\\(|\\)))\\s*");

    private final List<Token> tokens;
    private final List<Compared> compared = new ArrayList<>();
    private final Node root;
    private int next;

    private Where(String text) {
        this.tokens = tokens(text);
        this.root = or();
        if (next < tokens.size()) {
            throw new IllegalArgumentException("left over after a condition: " + tokens.get(next) + " in " + text);
        }
    }

    static Where parse(String text) {
        return new Where(text);
    }

    /** Whether the condition holds, given the value of a name. */
    boolean holds(Function<String, @Nullable Object> names) {
        return root.evaluate(names) == Truth.TRUE;
    }

    /** The names that occur, each with a literal that it is compared with. */
    List<Compared> compared() {
        return List.copyOf(compared);
    }

    /** A name and what it is compared with, if that is a literal. */
    record Compared(String name, @Nullable Object literal) {}

    private enum Truth {
        TRUE,
        FALSE,
        FAILED;

        static Truth of(boolean value) {
            return value ? TRUE : FALSE;
        }
    }

    private interface Node {
        Truth evaluate(Function<String, @Nullable Object> names);
    }

    private record Token(String kind, String text) {}

    private record Operand(boolean name, @Nullable Object value) {
        @Nullable
        Object in(Function<String, @Nullable Object> names) {
            return name ? names.apply(String.valueOf(value)) : value;
        }
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("cannot read the condition at " + text.substring(at));
            }
            for (String kind : List.of("text", "number", "name", "sign")) {
                String token = matcher.group(kind);
                if (token != null) {
                    tokens.add(new Token(kind, token));
                }
            }
            at = matcher.end();
        }
        return tokens;
    }

    private Node or() {
        Node left = and();
        while (accept("||")) {
            left = either(left, and(), Truth.TRUE);
        }
        return left;
    }

    private Node and() {
        Node left = unary();
        while (accept("&&")) {
            left = either(left, unary(), Truth.FALSE);
        }
        return left;
    }

    /** Either side may decide; if none does, a failure shows. */
    private static Node either(Node left, Node right, Truth decisive) {
        return names -> {
            Truth a = left.evaluate(names);
            Truth b = right.evaluate(names);
            if (a == decisive || b == decisive) {
                return decisive;
            }
            return a == Truth.FAILED ? a : b;
        };
    }

    private Node unary() {
        if (accept("!")) {
            Node node = unary();
            return names -> switch (node.evaluate(names)) {
                case TRUE -> Truth.FALSE;
                case FALSE -> Truth.TRUE;
                case FAILED -> Truth.FAILED;
            };
        }
        if (accept("(")) {
            Node node = or();
            if (!accept(")")) {
                throw new IllegalArgumentException("a parenthesis is not closed");
            }
            return node;
        }
        return comparison();
    }

    private Node comparison() {
        Operand left = operand();
        for (String sign : List.of("==", "!=", "<=", ">=", "<", ">")) {
            if (accept(sign)) {
                Operand right = operand();
                remember(left, right);
                return names -> compare(left.in(names), sign, right.in(names));
            }
        }
        remember(left, new Operand(false, true));
        return names -> left.in(names) instanceof Boolean value ? Truth.of(value) : Truth.FAILED;
    }

    private void remember(Operand left, Operand right) {
        if (left.name()) {
            compared.add(new Compared(String.valueOf(left.value()), right.name() ? null : right.value()));
        }
        if (right.name()) {
            compared.add(new Compared(String.valueOf(right.value()), left.name() ? null : left.value()));
        }
    }

    private static Truth compare(@Nullable Object a, String sign, @Nullable Object b) {
        boolean comparable = a != null && b != null && Values.sameType(a, b);
        if (sign.equals("==") || sign.equals("!=")) {
            boolean equal =
                    (a == null && b == null) || (a != null && b != null && comparable && Values.compare(a, b) == 0);
            return Truth.of(equal == sign.equals("=="));
        }
        if (a == null || b == null || !comparable) {
            return Truth.FAILED;
        }
        int order = Values.compare(a, b);
        return Truth.of(
                switch (sign) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                });
    }

    private Operand operand() {
        if (next == tokens.size()) {
            throw new IllegalArgumentException("a condition ends where a value is expected");
        }
        Token token = tokens.get(next++);
        return switch (token.kind()) {
            case "number" -> new Operand(false, new BigDecimal(token.text()));
            case "text" ->
                new Operand(
                        false,
                        token.text().substring(1, token.text().length() - 1).replaceAll("\\\\(.)", "$1"));
            case "name" -> named(token.text());
            default -> throw new IllegalArgumentException("a value is expected, not " + token.text());
        };
    }

    private static Operand named(String name) {
        return switch (name) {
            case "null" -> new Operand(false, null);
            case "true" -> new Operand(false, true);
            case "false" -> new Operand(false, false);
            default -> new Operand(true, name);
        };
    }

    private boolean accept(String sign) {
        if (next < tokens.size()
                && tokens.get(next).kind().equals("sign")
                && tokens.get(next).text().equals(sign)) {
            next++;
            return true;
        }
        return false;
    }
}
