package dev.tributary.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.Problems;
import dev.tributary.expression.Expression.Input;
import dev.tributary.expression.Scope.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions need, what holds, and what they may cost. */
final class ExpressionTest {
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            a                                          => a
            b + a * b                                  => b, a
            row.x + row['y-z'] + row.`y-z` + x         => row.x, row.y-z, x
            row['x' + y]                               => row, y
            row                                        => row
            'k' in row && row.k == 1                   => row, row.k
            orders.status == row.status                => orders.status, row.status
            product.stock + product.price              => product
            list.map(x, x + y)                         => list, y
            x.map(x, x)                                => x
            list.all(row, row.x == 1)                  => list
            list.exists(x, list.exists(x, x == 1) && x == 2) || x == 3 => list, x
            has(row.note) || has(product.note)         => row.note, product
            size > 1 && size(type) == in_              => size, type, in_
            .a == a                                    => a
            'a' == "b"                                 =>
            """)
    void needsWhatItNames(String expression, @Nullable String expected) {
        List<String> names = TestExpression.compile(expression).inputs().stream()
                .map(input -> input.name() + input.member().map(m -> "." + m).orElse(""))
                .toList();
        assertThat(String.join(", ", names)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void tellsEveryUseWithItsPlace() {
        TestScope scope = TestScope.open();
        Problems problems = new Problems();
        Expressions.compile(
                TestExpression.yaml("expr: \"a + row.x == row['y-z'] || has(row . w) && a\""), "expr", scope, problems);
        assertThat(scope.uses())
                .containsExactly(
                        "a at 1:8+1", "row.x at 1:16+1", "row.y-z at 1:25+5", "row.w at 1:45+1", "a at 1:51+1");
    }

    @Test
    void justANameIsItsValueAsItIs() {
        for (String text : List.of("a", " a ", "(a)", "row.a", "row['a']")) {
            Expression expression = TestExpression.compile(text);
            assertThat(expression).isInstanceOf(NamedExpression.class);
            byte[] json = "{ \"as\" : 1.0 }".getBytes(StandardCharsets.UTF_8);
            assertThat(expression.evaluate(new byte[][] {json}).json()).isSameAs(json);
            assertThat(expression.evaluate(new byte[][] {"null".getBytes(StandardCharsets.UTF_8)}))
                    .isEqualTo(new Expression.Outcome(null, null));
            assertThat(expression.evaluate(new byte @Nullable [][] {null}).json())
                    .isNull();
        }
    }

    @Test
    void isItsText() {
        assertThat(TestExpression.compile("a  +  1")).hasToString("a  +  1");
        assertThat(TestExpression.compile("row.a")).hasToString("row.a");
        assertThat(TestExpression.compile("row.a").inputs()).containsExactly(new Input("row", Optional.of("a")));
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false", "null,false", "\"true\",false", "1,false", "[true],false"})
    void onlyTrueHolds(String json, boolean holds) {
        byte[][] values = {json.getBytes(StandardCharsets.UTF_8)};
        assertThat(TestExpression.compile("a").holds(values)).isEqualTo(holds);
        assertThat(TestExpression.compile("coalesce(a, null)").holds(values)).isEqualTo(holds);
        assertThat(TestExpression.compile("a.b.c").holds(values)).isFalse();
    }

    static List<String> forms() {
        return KnownFunctions.ALL.values().stream().sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFunctionIsWrittenAsItsFormSays(String form) {
        Map<String, Kind> names = Map.ofEntries(
                Map.entry("text", Kind.VALUE),
                Map.entry("list", Kind.VALUE),
                Map.entry("value", Kind.VALUE),
                Map.entry("number", Kind.VALUE),
                Map.entry("timestamp", Kind.VALUE),
                Map.entry("condition", Kind.VALUE),
                Map.entry("a", Kind.VALUE),
                Map.entry("b", Kind.VALUE),
                Map.entry("part", Kind.VALUE),
                Map.entry("old", Kind.VALUE),
                Map.entry("new", Kind.VALUE),
                Map.entry("start", Kind.VALUE),
                Map.entry("end", Kind.VALUE),
                Map.entry("index", Kind.VALUE),
                Map.entry("regex", Kind.VALUE),
                Map.entry("row", Kind.ROW));
        Expression expression = TestExpression.compile(form, TestScope.of(names, Map.of()));
        Expression.Outcome outcome =
                expression.evaluate(new byte[expression.inputs().size()][]);
        assertThat(outcome.failure() == null || !outcome.failure().contains("xception"))
                .as("%s", outcome)
                .isTrue();
    }

    @Test
    void loopsAreBounded() {
        String ten = "[0,1,2,3,4,5,6,7,8,9]";
        String thousand = ten + ".map(a, " + ten + ".map(b, " + ten + ".map(c, a)))";
        assertThat(TestExpression.evaluate(thousand + ".size()", Map.of())).isEqualTo("10");
        assertThat(TestExpression.evaluate(thousand.replace("c, a", "c, " + ten + ".map(d, a)"), Map.of()))
                .isEqualTo("failed: more than 10000 steps through lists and objects");
        String list =
                IntStream.range(0, Language.MAX_ITERATIONS + 1).boxed().toList().toString();
        assertThat(TestExpression.evaluate("list.all(x, x >= 0)", Map.of("list", list)))
                .isEqualTo("failed: more than 10000 steps through lists and objects");
        assertThat(TestExpression.evaluate("list.exists(x, x > 9000)", Map.of("list", list)))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a + 1", "a == b", "coalesce(a, b)", "has(a.b)", "a.b", "[a]", "-a", "a ? 1 : 2"})
    void whateverComesItNeverThrows(String text) {
        Expression expression = TestExpression.compile(text);
        for (String json : List.of("", "{", "nul", "\"", "-", "1e999999999", "\"\\ud800\"", "1 2", "[".repeat(5000))) {
            byte[][] values = new byte[expression.inputs().size()][];
            Arrays.fill(values, json.getBytes(StandardCharsets.UTF_8));
            assertThat(expression.evaluate(values)).isNotNull();
        }
    }

    @Test
    void oneExpressionServesManyThreads() throws Exception {
        Expression expression =
                TestExpression.compile("list.filter(x, x > n).map(x, x * 1.5) + [coalesce(n.x, string(n))]");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> tasks = IntStream.range(0, 2000)
                    .mapToObj(n -> (Callable<String>) () -> TestExpression.evaluate(
                            expression, Map.of("n", Integer.toString(n), "list", "[" + n + "," + (n + 2) + "]")))
                    .toList();
            int n = 0;
            for (Future<String> result : threads.invokeAll(tasks)) {
                String expected = "[" + (n + 2) * 3 / 2 + "." + (n % 2 == 0 ? 0 : 5) + ",\"" + n + "\"]";
                assertThat(result.get()).isEqualTo(expected);
                n++;
            }
        } finally {
            threads.shutdown();
        }
    }
}
