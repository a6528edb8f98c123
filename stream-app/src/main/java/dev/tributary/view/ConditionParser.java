package dev.tributary.view;

import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.view.Condition.And;
import dev.tributary.view.Condition.Compare;
import dev.tributary.view.Condition.Not;
import dev.tributary.view.Condition.Operator;
import dev.tributary.view.Condition.Or;
import dev.tributary.view.ConditionToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads a condition: comparisons of a column with a literal, combined by {@code &&}, {@code ||}, {@code !} and parentheses. */
final class ConditionParser {
    private static final String FORM = "compare columns with values: `status != 'closed' && qty >= 2`";

    /** Parentheses and negations may nest this deep, so that no text can exhaust the stack. */
    private static final int MAX_DEPTH = 100;

    /** What names in a condition mean. */
    interface Columns {
        /**
         * The column that a name means.
         *
         * @param row whether it was written {@code row.name}, which is always the column of that name
         */
        String meant(String name, boolean row, Place place);
    }

    private final Scalar written;
    private final Columns columns;
    private final List<ConditionToken> tokens;
    private int next;
    private int depth;

    private ConditionParser(Scalar written, Columns columns) {
        this.written = written;
        this.columns = columns;
        this.tokens = ConditionToken.of(written.text());
    }

    /** The condition; empty, with a problem, when it is none. */
    static Optional<Condition> parse(Scalar written, Columns columns, Problems problems) {
        ConditionParser parser = new ConditionParser(written, columns);
        try {
            Condition condition = parser.or();
            parser.expect(Kind.END, "`&&`, `||` or the end");
            return Optional.of(condition);
        } catch (Failure failure) {
            int length = Math.max(1, failure.token.text().length());
            Place place = written.part(failure.token.start(), length);
            problems.error("where-syntax", place, failure.message, failure.hint);
            return Optional.empty();
        }
    }

    private Condition or() {
        return chain(Kind.OR, this::and, Or::new);
    }

    private Condition and() {
        return chain(Kind.AND, this::negation, And::new);
    }

    private Condition chain(Kind sign, Supplier<Condition> part, Function<List<Condition>, Condition> combine) {
        List<Condition> parts = new ArrayList<>(List.of(part.get()));
        while (accept(sign)) {
            parts.add(part.get());
        }
        return parts.size() == 1 ? parts.get(0) : combine.apply(parts);
    }

    private Condition negation() {
        ConditionToken token = peek();
        if (++depth > MAX_DEPTH) {
            throw new Failure(token, "the condition nests deeper than " + MAX_DEPTH, "");
        }
        Condition condition = accept(Kind.NOT) ? new Not(negation()) : primary();
        depth--;
        return condition;
    }

    private Condition primary() {
        if (accept(Kind.OPEN)) {
            Condition inner = or();
            expect(Kind.CLOSE, "`)`");
            return inner;
        }
        return comparison();
    }

    private Condition comparison() {
        ConditionToken first = expect(Kind.NAME, "a column");
        boolean row = first.text().equals("row") && accept(Kind.DOT);
        ConditionToken name = row ? expect(Kind.NAME, "a column") : first;
        if (!peek().kind().equals(Kind.OPERATOR)) {
            throw unexpected("one of `==` `!=` `<` `<=` `>` `>=`");
        }
        ConditionToken sign = take();
        Operator operator = operator(sign.text());
        ConditionToken literal = expect(Kind.LITERAL, "a number, a quoted text, `true`, `false` or `null`");
        boolean ordered = operator != Operator.EQ && operator != Operator.NE;
        if (ordered && !(literal.value() instanceof Comparable && !(literal.value() instanceof Boolean))) {
            String message = "`" + literal.text() + "` is neither more nor less than anything";
            throw new Failure(sign, message, "compare it by `==` or `!=`");
        }
        Place place = written.part(name.start(), name.text().length());
        return new Compare(columns.meant(name.text(), row, place), operator, literal.value());
    }

    private static Operator operator(String sign) {
        return switch (sign) {
            case "==" -> Operator.EQ;
            case "!=" -> Operator.NE;
            case "<" -> Operator.LT;
            case "<=" -> Operator.LE;
            case ">" -> Operator.GT;
            default -> Operator.GE;
        };
    }

    private ConditionToken peek() {
        return tokens.get(next);
    }

    /** The end is never passed. */
    private ConditionToken take() {
        ConditionToken token = peek();
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private boolean accept(Kind kind) {
        boolean there = peek().kind() == kind;
        if (there) {
            take();
        }
        return there;
    }

    private ConditionToken expect(Kind kind, String expected) {
        if (peek().kind() != kind) {
            throw unexpected(expected);
        }
        return take();
    }

    private Failure unexpected(String expected) {
        ConditionToken token = peek();
        String found = token.kind() == Kind.END ? "the end" : "`" + token.text() + "`";
        return new Failure(token, "`where`: expected " + expected + ", found " + found, FORM);
    }

    /** Leaves the descent; never leaves this class. */
    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ConditionToken token;
        private final String message;
        private final String hint;

        Failure(ConditionToken token, String message, String hint) {
            super(message, null, false, false);
            this.token = token;
            this.message = message;
            this.hint = hint;
        }
    }
}
