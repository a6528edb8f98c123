package dev.tributary.oracle;

import dev.tributary.oracle.Expression.Compared;
import dev.tributary.oracle.Expression.Node;
import dev.tributary.oracle.Expression.Use;
import dev.tributary.oracle.ExpressionTokens.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** By recursive descent, a method for each level of CEL's grammar. */
final class ExpressionParser {
    private static final Map<String, String> ESCAPES = Map.of("n", "\n", "r", "\r", "t", "\t");

    private final String text;
    private final ExpressionTokens tokens;
    private final Set<Use> uses = new LinkedHashSet<>();
    private final List<Compared> compared = new ArrayList<>();

    private record Literal(@Nullable Object value) implements Node {
        @Override
        public @Nullable Object evaluate(Expression.Scope scope) {
            return value;
        }
    }

    /** A name, or a member of what it means. */
    private record Named(Use use, Node node) implements Node {
        @Override
        public @Nullable Object evaluate(Expression.Scope scope) {
            return node.evaluate(scope);
        }
    }

    ExpressionParser(String text) {
        this.text = text;
        this.tokens = new ExpressionTokens(text);
    }

    Expression parse() {
        Node root = conditional();
        if (!tokens.atEnd()) {
            throw new IllegalArgumentException("left over after " + text + ": " + tokens.take());
        }
        remember(root, new Literal(true));
        return new Expression(text, root, uses, compared);
    }

    private Node conditional() {
        Node condition = or();
        if (!tokens.accept("?")) {
            return condition;
        }
        Node yes = or();
        tokens.expect(":");
        Node no = conditional();
        return scope -> Operators.truth(condition.evaluate(scope)) ? yes.evaluate(scope) : no.evaluate(scope);
    }

    private Node or() {
        Node left = and();
        while (tokens.accept("||")) {
            left = Operators.either(left, and(), true);
        }
        return left;
    }

    private Node and() {
        Node left = relation();
        while (tokens.accept("&&")) {
            left = Operators.either(left, relation(), false);
        }
        return left;
    }

    private Node relation() {
        Node left = sum();
        String sign = tokens.acceptAny(List.of("==", "!=", "<=", ">=", "<", ">", "in"));
        if (sign == null) {
            return left;
        }
        Node right = sum();
        remember(left, right);
        remember(right, left);
        return scope -> Operators.relation(left.evaluate(scope), sign, right.evaluate(scope));
    }

    private Node sum() {
        return leftToRight(this::product, List.of("+", "-"));
    }

    private Node product() {
        return leftToRight(this::unary, List.of("*", "/", "%"));
    }

    private Node leftToRight(Supplier<Node> operand, List<String> signs) {
        Node left = operand.get();
        String sign = tokens.acceptAny(signs);
        while (sign != null) {
            Node first = left;
            Node second = operand.get();
            String operator = sign;
            left = scope -> Operators.arithmetic(first.evaluate(scope), operator, second.evaluate(scope));
            sign = tokens.acceptAny(signs);
        }
        return left;
    }

    private Node unary() {
        if (tokens.accept("!")) {
            Node node = unary();
            remember(node, new Literal(true));
            return scope -> !Operators.truth(node.evaluate(scope));
        }
        if (tokens.accept("-")) {
            Node node = unary();
            return node instanceof Literal literal && Operators.isNumber(literal.value)
                    ? new Literal(Operators.in(Operators.negative(literal.value)))
                    : scope -> Operators.negative(node.evaluate(scope));
        }
        return member(primary());
    }

    private Node member(Node start) {
        Node node = start;
        while (true) {
            if (tokens.accept(".")) {
                node = dotted(node, tokens.take().text());
            } else if (tokens.accept("[")) {
                Node object = node;
                Node index = conditional();
                tokens.expect("]");
                Node indexed = scope -> Operators.index(object.evaluate(scope), index.evaluate(scope));
                node = index instanceof Literal literal ? named(object, literal.value, indexed) : indexed;
            } else {
                return node;
            }
        }
    }

    private Node dotted(Node object, String name) {
        if (tokens.accept("(")) {
            List<Node> arguments = list(")");
            arguments.add(0, object);
            return Functions.method(name, arguments);
        }
        return named(object, name, scope -> Operators.index(object.evaluate(scope), name));
    }

    private Node named(Node object, @Nullable Object member, Node node) {
        if (!(object instanceof Named name) || name.use.object() != null) {
            return node;
        }
        return used(new Use(name.use.name(), String.valueOf(member)), node);
    }

    private Named used(Use use, Node node) {
        uses.add(use);
        return new Named(use, node);
    }

    private Node primary() {
        if (tokens.accept("(")) {
            Node node = conditional();
            tokens.expect(")");
            return node;
        }
        if (tokens.accept("[")) {
            return items(list("]"));
        }
        Token token = tokens.take();
        return switch (token.kind()) {
            case "number" -> new Literal(number(token.text()));
            case "text" -> new Literal(unescaped(token.text()));
            case "name" -> name(token.text());
            default -> throw new IllegalArgumentException("expected a value, found " + token.text() + " in " + text);
        };
    }

    /** Only constants make a list that is a literal. */
    private static Node items(List<Node> items) {
        List<@Nullable Object> values = new ArrayList<>();
        items.forEach(item -> values.add(item instanceof Literal literal ? Operators.out(literal.value) : null));
        return items.stream().allMatch(Literal.class::isInstance)
                ? new Literal(values)
                : scope -> Functions.values(items, scope);
    }

    private Node name(String name) {
        return switch (name) {
            case "null" -> new Literal(null);
            case "true", "false" -> new Literal(Boolean.valueOf(name));
            default ->
                tokens.accept("(")
                        ? Functions.function(name, list(")"))
                        : used(new Use(null, name), scope -> Operators.in(scope.value(name)));
        };
    }

    private List<Node> list(String end) {
        List<Node> items = new ArrayList<>();
        while (!tokens.accept(end)) {
            if (!items.isEmpty()) {
                tokens.expect(",");
            }
            items.add(conditional());
        }
        return items;
    }

    private void remember(Node node, Node with) {
        if (!(node instanceof Named name)) {
            return;
        }
        Object literal = with instanceof Literal known ? Operators.out(known.value) : null;
        if (literal instanceof List<?> items) {
            items.forEach(item -> compared.add(new Compared(name.use, item)));
        } else {
            compared.add(new Compared(name.use, literal));
        }
    }

    /** An integer of more than 64 bits stays a decimal, so that the least of them can be written at all. */
    private static @Nullable Object number(String text) {
        return Operators.in(new BigDecimal(text));
    }

    private static String unescaped(String quoted) {
        StringBuilder plain = new StringBuilder();
        String inner = quoted.substring(1, quoted.length() - 1);
        for (int i = 0; i < inner.length(); i++) {
            if (inner.charAt(i) == '\\') {
                String escaped = inner.substring(++i, i + 1);
                plain.append(ESCAPES.getOrDefault(escaped, escaped));
            } else {
                plain.append(inner.charAt(i));
            }
        }
        return plain.toString();
    }
}
