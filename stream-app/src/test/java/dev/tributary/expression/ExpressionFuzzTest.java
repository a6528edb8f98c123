package dev.tributary.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tributary.config.InvalidInput;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random texts: each is an expression or has a problem, and nothing throws. A failure prints the seed. */
final class ExpressionFuzzTest {
    private static final int TEXTS = 10_000;
    private static final int MAX_TOKENS = 14;
    private static final List<String> TOKENS = tokens();
    private static final List<String> VALUES = List.of(
            "1",
            "2.50",
            "\"a\"",
            "null",
            "true",
            "[1,\"x\",null]",
            "{\"x\":{\"y\":2}}",
            "-3",
            "\"2024-01-01T00:00:00Z\"");

    private static final int MAX_DEPTH = 4;
    private static final List<String> LEAVES = List.of(
            "a", "b", "at", "row.x", "row", "orders['y']", "v", "1", "2.50", "'a'", "true", "false", "null", "[]");
    /** Where an at sign stands for any other. */
    private static final List<String> FORMS = List.of(
            "(@ + @)",
            "(@ - @)",
            "(@ / @)",
            "(@ % @)",
            "-(@)",
            "!(@)",
            "(@ == @)",
            "(@ != @)",
            "(@ < @)",
            "(@ in @)",
            "(@ && @)",
            "(@ || @)",
            "(@ ? @ : @)",
            "@.x",
            "@[@]",
            "has(@.x)",
            "[@, @]",
            "{'k': @}",
            "{@: @}",
            "coalesce(@, @)",
            "dyn(@)",
            "dyn(@).exists(v, @)",
            "dyn(@).all(v, @)",
            "dyn(@).map(v, @)",
            "dyn(@).filter(v, @)",
            "dyn(@).exists_one(v, @)",
            "string(@)",
            "int(@)",
            "size(@)",
            "math.greatest(@, @)",
            "dyn(@).contains(@)",
            "dyn(@).matches('a|' + dyn(@))",
            "dyn(@).getFullYear()",
            "format(dyn(@), 'yyyy', 'UTC')",
            "timestamp(dyn(@))");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private static List<String> tokens() {
        List<String> tokens = new ArrayList<>(KnownFunctions.ALL.keySet());
        String others =
                "a b at row orders x . . . , , ( ( ( ) ) ) [ ] { } : ? + - * / % < <= == != > >= && || ! in 1 2.5 0x1F 3u"
                        + " 'a' \"b\" b'c' r'd' null true false has . ( ) ` \\ # = & @ '' ''' é \uD83D\uDE00 \ud800 1e400 -9223372036854775808"
                        + " package as a.b row.x row['x'] coalesce( a.exists(x, [1,2].map(x, )";
        tokens.addAll(List.of(others.split(" ")));
        return tokens;
    }

    @Test
    void anyTextIsAnExpressionOrAProblem() {
        int compiled = 0;
        for (int i = 0; i < TEXTS; i++) {
            String text = text();
            try {
                compiled += compile(text) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + seed + ": " + text, e);
            }
        }
        assertThat(compiled).isPositive();
    }

    @Test
    void anyTreeHasAnOutcome() {
        int compiled = 0;
        for (int i = 0; i < TEXTS / 4; i++) {
            String text = tree(MAX_DEPTH);
            try {
                compiled += compile("dyn(" + text + ")") ? 1 : 0;
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed " + seed + ": " + text, e);
            }
        }
        assertThat(compiled).isGreaterThan(TEXTS / 20);
    }

    private String tree(int depth) {
        List<String> choice = depth == 0 || random.nextInt(5) == 0 ? LEAVES : FORMS;
        StringBuilder text = new StringBuilder();
        for (char c : choice.get(random.nextInt(choice.size())).toCharArray()) {
            if (c == '@') {
                text.append(tree(depth - 1));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = 1 + random.nextInt(MAX_TOKENS); left > 0; left--) {
            text.append(TOKENS.get(random.nextInt(TOKENS.size()))).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    private boolean compile(String text) {
        Problems problems = new Problems();
        Scalar written = new Scalar(new Place("v.yaml", 1, 1, text.length(), text), text, text);
        Optional<Expression> expression = Expressions.compile(written, "where", TestScope.open(), problems);
        if (expression.isEmpty()) {
            try {
                problems.warningsOrThrow();
                fail("seed " + seed + ": no problem is told of " + text);
            } catch (InvalidInput told) {
                assertThat(String.valueOf(told.getMessage())).doesNotContain("Exception", "candidates", "ANTLR");
            }
            return false;
        }
        byte[][] values = new byte[expression.get().inputs().size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = VALUES.get(random.nextInt(VALUES.size())).getBytes(StandardCharsets.UTF_8);
        }
        Expression.Outcome outcome = expression.get().evaluate(values);
        assertThat(String.valueOf(outcome.failure())).doesNotContain("Exception", "ErrorValue", "dev.cel");
        return true;
    }
}
