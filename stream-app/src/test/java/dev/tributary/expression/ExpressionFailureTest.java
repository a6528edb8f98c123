package dev.tributary.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What null does, what fails and how it is told, and what does not care. */
final class ExpressionFailureTest {
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("int", "7"),
            Map.entry("price", "19.99"),
            Map.entry("half", "0.50"),
            Map.entry("huge", "9223372036854775808"),
            Map.entry("name", "\"Zoë\""),
            Map.entry("yes", "true"),
            Map.entry("no", "false"),
            Map.entry("list", "[3,1,2]"),
            Map.entry("product", "{\"name\":\"Tea\",\"note\":null}"),
            Map.entry("at", "\"2024-01-31T23:30:15.25Z\""),
            Map.entry("since", "\"yesterday\""));

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            nothing                                => null
            null                                   => null
            nothing == null                        => true
            product.note == null                   => true
            product.stock == null                  => true
            product['no such'] == null             => true
            product.stock                          => null
            nothing.x == null                      => failed: null has no `x`
            product.note.x                         => failed: null has no `x`
            int.x                                  => failed: 7 has no `x`
            coalesce(since, 1)                     => 1
            since.getMonth()                       => failed: 'yesterday' is no timestamp
            nothing < 5                            => failed: `<` cannot order null and 5
            5 >= nothing                           => failed: `>=` cannot order 5 and null
            name > int                             => failed: `>` cannot order 'Zoë' and 7
            nothing + 1                            => failed: `+` does not go with null and 1
            name + nothing                         => failed: `+` does not go with 'Zoë' and null
            name + int                             => failed: `+` does not go with 'Zoë' and 7
            -nothing                               => failed: `-` does not go with null
            !nothing                               => failed: `!` does not go with the values that it got
            price % 2                              => failed: `%` is for integers, not for 19.99 and 2
            nothing.contains('x')                  => failed: `contains` does not go with the values that it got
            int(nothing)                           => failed: `int` does not go with null
            string(nothing)                        => failed: `string` does not go with null
            size(nothing)                          => failed: `size` does not go with the values that it got
            int in name                            => failed: `in` expects a list or an object, not 'Zoë'
            1 / 0                                  => failed: division by zero
            1 % 0                                  => failed: division by zero
            half / 0                               => failed: division by zero
            1 / 0.0                                => failed: division by zero
            9223372036854775807 + 1                => failed: integer overflow
            int(huge)                              => failed: 9223372036854775808 does not fit an integer of 64 bits
            math.abs(-9223372036854775808)         => failed: integer overflow
            math.least([1, 'a'])                   => failed: `math.least` expects numbers, not 'a'
            math.least([])                         => failed: `math.least` of nothing
            1e6000 * 1e6000                        => failed: a number beyond 10^6144
            decimal('1e9999999')                   => failed: a number beyond 10^6144
            decimal('x')                           => failed: 'x' is no number
            double('NaN')                          => failed: 'NaN' is no number
            int('x')                               => failed: 'x' is no integer
            bool('x')                              => failed: 'x' is no boolean
            timestamp(name)                        => failed: 'Zoë' is no timestamp
            list[3]                                => failed: a list of 3 has no item 3
            list['a']                              => failed: a list has no item 'a'
            int ? 1 : 2                            => failed: expected a boolean, found 7
            int && yes                             => failed: expected a boolean, found 7
            int.exists(x, x == 1)                  => failed: only lists and objects have items to go through
            ['a', nothing].join()                  => failed: `join` expects a list of text, but null is in it
            {int: 1}                               => failed: an object's names are text, not 7
            {nothing: 1}                           => failed: an object's names are text, not null
            nothing ? 1 : 2                        => failed: expected a boolean, found null
            {'a': 1, 'a': 2}                       => failed: duplicate map key [a]
            name.charAt(9)                         => failed: charAt failure: Index out of range: 9
            format(nothing, 'yyyy', 'UTC')         => failed: `format` expects a timestamp, not null
            format(at, name, 'UTC')                => failed: 'Zoë' is no pattern of a time: Unknown pattern letter: o
            format(at, 'yyyy', name)               => failed: 'Zoë' is no time zone
            name.matches(name + '(')               => failed: error parsing regexp: missing closing ): `Zoë(`
            """)
    void nullIsAValueAndFailuresSayWhatFailed(String expression, String expected) {
        check(expression, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            no && nothing.x                        => false
            nothing.x && no                        => false
            yes || nothing.x                       => true
            nothing.x || yes                       => true
            nothing.x || no                        => failed: null has no `x`
            (nothing.x && yes) != true             => failed: null has no `x`
            (yes ? nothing.x && yes : no) == true  => failed: null has no `x`
            [nothing.x || no]                      => failed: null has no `x`
            {'a': nothing.x || no}                 => failed: null has no `x`
            !(nothing.x && yes)                    => failed: null has no `x`
            !list.all(x, nothing.x == x)           => failed: null has no `x`
            list.map(x, nothing.x && yes)          => failed: null has no `x`
            list.exists(x, 6 / (x - 3) == -3)      => true
            list.all(x, 6 / (x - 3) == -3)         => false
            yes ? 1 : 'x'                          => 1
            no ? 1 : null                          => null
            yes ? 1.50 : nothing.x                 => 1.50
            coalesce(nothing, 5)                   => 5
            coalesce(nothing.x, 5)                 => 5
            coalesce(nothing, nothing.x, 7)        => 7
            coalesce(name, nothing.x)              => "Zoë"
            coalesce(nothing, null)                => null
            coalesce(nothing.x, nothing.y)         => failed: null has no `y`
            coalesce(nothing.x, nothing.y) == null => failed: null has no `y`
            coalesce(nothing.x && yes, true)       => true
            """)
    void logicAbsorbsFailures(String expression, String expected) {
        check(expression, expected);
    }

    private static void check(String expression, String expected) {
        assertThat(TestExpression.evaluate(expression, VALUES)).as(expression).isEqualTo(expected);
    }
}
