package dev.tributary.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random arithmetic, against BigDecimal's. A failure prints the seed: set it here to see it again. */
final class ExpressionArithmeticTest {
    private static final int EXPRESSIONS = 2_000;
    private static final int MAX_DEPTH = 4;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Map<String, String> values = new HashMap<>();

    /** A text, and what it must give; integers are of 64 bits when {@code integer}. */
    private record Term(String text, BigDecimal value, boolean integer) {}

    @Test
    void agreesWithBigDecimal() {
        for (int i = 0; i < EXPRESSIONS; i++) {
            values.clear();
            try {
                Term term = term(MAX_DEPTH);
                assertThat(TestExpression.evaluate("coalesce(" + term.text + ", 'nothing')", values))
                        .as("seed %d: %s with %s", seed, term.text, values)
                        .isEqualTo(term.value.toPlainString());
            } catch (ArithmeticException undefined) {
                // an integer beyond 64 bits, or a division by zero: the value tests have them
            }
        }
    }

    @Test
    void comparesAsBigDecimal() {
        for (int i = 0; i < EXPRESSIONS; i++) {
            values.clear();
            Term a = leaf();
            Term b = random.nextInt(4) == 0 ? a : leaf();
            String sign = new String[] {"==", "!=", "<", "<=", ">", ">="}[random.nextInt(6)];
            int compared = a.value.compareTo(b.value);
            boolean expected = switch (sign) {
                case "==" -> compared == 0;
                case "!=" -> compared != 0;
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                case ">" -> compared > 0;
                default -> compared >= 0;
            };
            String text = a.text + " " + sign + " " + b.text;
            assertThat(TestExpression.evaluate(text, values))
                    .as("seed %d: %s with %s", seed, text, values)
                    .isEqualTo(Boolean.toString(expected));
        }
    }

    private Term term(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return leaf();
        }
        Term a = term(depth - 1);
        if (random.nextInt(6) == 0) {
            return checked(new Term("-(" + a.text + ")", a.value.negate(), a.integer));
        }
        Term b = term(depth - 1);
        char sign = "+-*/".charAt(random.nextInt(4));
        boolean integer = a.integer && b.integer;
        String text = "(" + a.text + " " + sign + " " + b.text + ")";
        return checked(new Term(text, combined(a.value, sign, b.value, integer), integer));
    }

    private static BigDecimal combined(BigDecimal a, char sign, BigDecimal b, boolean integer) {
        return switch (sign) {
            case '+' -> a.add(b);
            case '-' -> a.subtract(b);
            case '*' -> a.multiply(b);
            default ->
                integer
                        ? new BigDecimal(a.toBigInteger().divide(b.toBigInteger()))
                        : a.divide(b, MathContext.DECIMAL128);
        };
    }

    /** An integer must fit at every step. */
    private static Term checked(Term term) {
        if (term.integer) {
            term.value.longValueExact();
        }
        return term;
    }

    private Term leaf() {
        boolean integer = random.nextBoolean();
        BigDecimal value = integer
                ? BigDecimal.valueOf(random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(100))
                : new BigDecimal(new BigInteger(random.nextInt(90) + 1, random), 1 + random.nextInt(12));
        if (random.nextBoolean() && value.signum() >= 0) {
            return new Term(value.toPlainString(), value, integer);
        }
        String name = "v" + values.size();
        // some by exponent, which means the same
        values.put(name, integer || random.nextBoolean() ? value.toPlainString() : value.toString());
        return new Term(name, value, integer);
    }
}
