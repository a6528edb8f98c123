package dev.tributary.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.InvalidInput;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Problems;
import dev.tributary.expression.Scope.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of expressions that are none. */
final class ExpressionErrorTest {
    private static final Scope SCOPE = TestScope.of(
            Map.ofEntries(
                    Map.entry("status", Kind.VALUE),
                    Map.entry("qty", Kind.VALUE),
                    Map.entry("name", Kind.VALUE),
                    Map.entry("created_at", Kind.VALUE),
                    Map.entry("in", Kind.VALUE),
                    Map.entry("unit-price", Kind.VALUE),
                    Map.entry("row", Kind.ROW),
                    Map.entry("orders", Kind.ROW)),
            Map.of("row", List.of("status", "qty", "unit-price"), "orders", List.of("status", "sent-at")));

    /** The caret is shown by the first column that it stands below, counted from the expression's beginning, and its length. */
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            status ==                 => 9+1 expected a value, found the end
            status = 1                => 7+1 `=` means nothing here -- equality is written `==`
            status <> 1               => 8+1 expected a value, found `>` -- inequality is written `!=`
            status and qty            => 7+3 expected an operator or the end, found `and` -- `and` is written `&&`
            status or qty             => 7+2 expected an operator or the end, found `or` -- `or` is written `||`
            status & qty              => 7+1 `&` means nothing here -- `and` is written `&&`
            not status                => 4+6 expected an operator or the end, found `status` -- `not` is written `!`
            qty is null               => 4+2 expected an operator or the end, found `is` -- null is compared by `== null` and `!= null`
            name like 'x'             => 5+4 expected an operator or the end, found `like` -- there is `contains`, `startsWith`, `endsWith` and `matches`
            status status             => 7+6 expected an operator or the end, found `status`
            (qty + 1                  => 8+1 expected `)`, found the end
            qty > 1 ? 2               => 11+1 expected `:` and another value, found the end
            [1, , 2]                  => 4+1 expected `]`, found `,`
            size(                     => 5+1 expected a value or `)`, found the end
            row..x                    => 4+1 expected a name, found `.`
            row.in == 1               => 4+2 expected a name, found `in` -- a column of that name is written `row['in']`
            in == 1                   => 0+2 expected a value, found `in` -- a column of that name is written `row['in']`
            package == 1              => 0+7 `package` is a reserved word -- a column of that name is written `row['package']`
            name == 'x                => 8+1 this text has no end -- it ends with `'`
            name == '\\d'             => 8+4 `\\d` is no escape -- a backslash is written `\\\\`
            qty == 99999999999999999999 => 7+20 `99999999999999999999` does not fit an integer of 64 bits -- write `decimal('99999999999999999999')`
            has(qty)                  => 0+3 `has` asks for a field -- it is written `has(row.x)`
            status.all(x)             => 7+3 `all` is not written like this -- it is written `list.all(x, condition)`
            status.map(1, 2)          => 11+1 expected a name for the items, found `1`
            name.matches('(')         => 13+3 '(' is no regular expression of RE2: missing closing )
            format(created_at, '{', 'UTC')    => 19+3 '{' is no pattern of a time: Pattern includes reserved character: '{'
            format(created_at, 'yyyy', 'Rom') => 27+5 'Rom' is no time zone
            Order{id: 1}              => 5+1 there are no messages here -- an object is written `{'name': value}`
            """)
    void syntax(String expression, String expected) {
        int told = expected.indexOf(' ') + 1;
        check(expression, "expression-syntax", expected.substring(0, told) + "`expr`: " + expected.substring(told));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            statsu == 1               => 0+6 there is no `statsu` here -- did you mean `status`?
            qty > 1 && x.y.z == 2     => 11+1 there is no `x` here -- there are `created_at`, `in`, `name`, `orders`, `qty`, `row`, `status`, `unit-price`
            unit-price * 2            => 0+10 there is no `unit` here -- a column of that name is written `row['unit-price']`
            row.unit-price            => 4+10 `row` has no column `unit` -- write `row['unit-price']`
            orders . sent-at == 1     => 9+7 `orders` has no column `sent` -- write `orders['sent-at']`
            orders.staus == 1         => 7+5 `orders` has no column `staus` -- did you mean `status`?
            orders['staus'] == 1      => 7+7 `orders` has no column `staus` -- did you mean `status`?
            has(orders.x)             => 11+1 `orders` has no column `x` -- its columns are `sent-at`, `status`
            """)
    void unknownNames(String expression, String expected) {
        check(expression, "unknown-name", expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            name.contians('x')        => 5+8 there is no function `contians` -- did you mean `text.contains(part)`?
            name . lowercase ()       => 7+9 there is no function `lowercase` -- did you mean `text.lowerAscii()`?
            length(name) > 2          => 0+6 there is no function `length` -- did you mean `size(value)`?
            abs(qty)                  => 0+3 there is no function `abs` -- did you mean `math.abs(number)`?
            math.maximum(qty)         => 5+7 there is no function `math.maximum`
            now()                     => 0+3 there is no function `now` -- the result may depend on the rows only
            frobnicate(qty)           => 0+10 there is no function `frobnicate`
            """)
    void unknownFunctions(String expression, String expected) {
        check(expression, "unknown-function", expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            'a' + 1                   => 4+1 `+` does not go with text and an integer -- `string(…)` makes text of a number
            1 < 'a'                   => 2+1 `<` does not go with an integer and text
            qty && 1                  => 4+2 `&&` does not go with a value and an integer
            -'a'                      => 0+1 `-` does not go with text
            'a' ? 1 : 2               => 4+1 `? :` does not go with text, an integer and an integer
            name in 'abc'             => 5+2 `in` does not go with a value and text -- a part of a text is found by `text.contains(part)`
            lowerAscii(name)          => 0+10 `lowerAscii` does not go with a value -- it is written `text.lowerAscii()`
            name.contains(5)          => 5+8 `contains` does not go with a value and an integer -- it is written `text.contains(part)`
            name.trim(1, 2.5)         => 5+4 `trim` does not go with a value, an integer and a decimal -- it is written `text.trim()`
            coalesce(qty)             => 0+8 `coalesce` takes two or more arguments, not 1 -- it is written `coalesce(a, b)`
            1 + coalesce()            => 4+8 `coalesce` takes two or more arguments, not 0 -- it is written `coalesce(a, b)`
            qty.coalesce(1)           => 4+8 `coalesce` does not go with a value and an integer -- it is written `coalesce(a, b)`
            format(qty, 'yyyy')       => 0+6 `format` takes three arguments, a timestamp, a pattern and a zone: the zone is missing -- it is written `format(timestamp, 'yyyy-MM', 'Europe/Berlin')`
            format(qty)               => 0+6 `format` takes three arguments, a timestamp, a pattern and a zone, not 1 -- it is written `format(timestamp, 'yyyy-MM', 'Europe/Berlin')`
            [1, 2].join()             => 7+4 `join` does not go with a list -- it is written `list.join(', ')`
            '1' == 1                  => 4+2 text never equals an integer
            [1] != {'a': 1}           => 4+2 a list never equals an object
            """)
    void whatDoesNotGoTogether(String expression, String expected) {
        check(expression, "expression-type", expected);
    }

    @Test
    void timesAreNoText() {
        TestScope scope = TestScope.open();
        assertThat(problems("since == '2024-01-01'", "expr", scope)).isEqualTo("""
                error[expression-type]: a timestamp never equals text
                 --> v.yaml:1:14
                1 | expr: "since == '2024-01-01'"
                  |              ^^ a time is written `timestamp('2024-01-01T00:00:00Z')`""");
        assertThat(problems("since > '2024-01-01'", "expr", scope))
                .startsWith("error[expression-type]: `>` does not go with a timestamp and text\n");
        assertThat(problems("format(since, 'yyyy')", "expr", scope))
                .startsWith(
                        "error[expression-type]: `format` takes three arguments, a timestamp, a pattern and a zone: the"
                                + " zone is missing\n");
        assertThat(problems("since.format('yyyy')", "expr", scope))
                .endsWith("^^^^^^ it is written `format(timestamp, 'yyyy-MM', 'Europe/Berlin')`");
    }

    @Test
    void aConditionIsTrueOrFalse() {
        assertThat(problems("1 + qty", "where", SCOPE)).isEmpty();
        assertThat(problems("qty", "where", SCOPE)).isEmpty();
        assertThat(problems("1 + 1", "expr", SCOPE)).isEmpty();
        assertThat(problems("'a' + 'b'", "where", SCOPE)).isEqualTo("""
                error[not-boolean]: `where` is never true or false
                 --> v.yaml:1:9
                1 | where: "'a' + 'b'"
                  |         ^^^ compare something: `status != 'closed'`""");
    }

    @Test
    void allProblemsAreTold() {
        assertThat(problems("statsu == 1 && foo(qyt) || name.matches('(')", "expr", SCOPE))
                .contains("no `statsu`", "no function `foo`", "no `qyt`", "no regular expression");
        assertThat(problems("'a' + 1 == 'b' || 1 < 'a'", "expr", SCOPE)).contains("`+` does", "`<` does");
        assertThat(problems("package == if", "expr", SCOPE)).contains("`package` is a", "`if` is a");
    }

    @Test
    void placesCountCodePoints() {
        assertThat(problems("'\uD83D\uDE00' == statsu", "expr", SCOPE)).isEqualTo("""
                error[unknown-name]: there is no `statsu` here
                 --> v.yaml:1:15
                1 | expr: "'\uD83D\uDE00' == statsu"
                  |               ^^^^^^ did you mean `status`?""");
    }

    @Test
    void aTextThatIsNotInTheFileLetterByLetterHasItsPlaceAllTheSame() {
        String block = "expr: |-\n  status == 1 &&\n  statsu == 2\n";
        assertThat(problems(TestExpression.yaml(block), "expr", SCOPE)).isEqualTo("""
                error[unknown-name]: there is no `statsu` here
                 --> v.yaml:1:7
                1 | expr: |-
                  |       ^^ did you mean `status`?""");
        assertThat(problems(TestExpression.yaml("expr: \"\\\"a\\\" == statsu\"\n"), "expr", SCOPE))
                .isEqualTo("""
                error[unknown-name]: there is no `statsu` here
                 --> v.yaml:1:7
                1 | expr: "\\"a\\" == statsu"
                  |       ^^^^^^^^^^^^^^^^^ did you mean `status`?""");
    }

    @Test
    void nothingIsNoExpression() {
        assertThat(problems(TestExpression.yaml("expr:\n"), "expr", SCOPE))
                .startsWith("error[expression-syntax]: `expr`: expected a value, found the end\n");
    }

    @Test
    void depthIsBounded() {
        assertThat(problems("(".repeat(1000) + "1" + ")".repeat(1000), "expr", SCOPE))
                .startsWith("error[expression-syntax]: `expr`: the expression nests too deep\n");
        assertThat(problems("-".repeat(3) + "(" + "!".repeat(1001) + "status)", "expr", SCOPE))
                .isNotNull();
        assertThat(problems("1 + ".repeat(2000) + "1", "expr", SCOPE))
                .startsWith("error[expression-syntax]: `expr`: the expression nests too deep\n");
        assertThat(problems("'" + "x".repeat(100_001) + "'", "expr", SCOPE))
                .startsWith("error[expression-syntax]: `expr`: the expression is longer than 100000 characters\n");
    }

    private static void check(String expression, String code, String expected) {
        boolean escaped = expression.contains("\\");
        Scalar scalar =
                escaped ? TestExpression.scalar(expression) : TestExpression.yaml("expr: \"" + expression + "\"\n");
        String told = problems(scalar, "expr", SCOPE);
        String[] lines = told.split("\n", -1);
        assertThat(lines).as(told).hasSize(4);
        int place = expected.indexOf(' ') + 1;
        String[] parts = expected.substring(place).split(" -- ", -1);
        assertThat(lines[0]).isEqualTo("error[" + code + "]: " + parts[0]);
        String carets = lines[3].substring("  | ".length());
        int start = carets.indexOf('^');
        int end = carets.lastIndexOf('^') + 1;
        if (!escaped) {
            assertThat((start - "expr: \"".length()) + "+" + (end - start) + " ")
                    .isEqualTo(expected.substring(0, place));
        }
        assertThat(carets.substring(end).strip()).isEqualTo(parts.length == 1 ? "" : parts[1]);
    }

    private static String problems(String expression, String what, Scope scope) {
        return problems(TestExpression.yaml(what + ": \"" + expression + "\"\n"), what, scope);
    }

    private static String problems(Scalar written, String what, Scope scope) {
        Problems problems = new Problems();
        boolean compiled = Expressions.compile(written, what, scope, problems).isPresent();
        try {
            problems.warningsOrThrow();
            assertThat(compiled).isTrue();
            return "";
        } catch (InvalidInput invalid) {
            assertThat(compiled).isFalse();
            return String.valueOf(invalid.getMessage());
        }
    }
}
