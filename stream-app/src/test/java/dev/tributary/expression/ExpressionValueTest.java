package dev.tributary.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions give. Tables of expression and JSON; `failed: …` where it gives none. */
final class ExpressionValueTest {
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("int", "7"),
            Map.entry("price", "19.99"),
            Map.entry("half", "0.50"),
            Map.entry("huge", "9223372036854775808"),
            Map.entry("tiny", "1e-30"),
            Map.entry("name", "\"Zoë\""),
            Map.entry("yes", "true"),
            Map.entry("no", "false"),
            Map.entry("lone", "\"x\\ud800\""),
            Map.entry("smile", "\"\uD83D\uDE00\""),
            Map.entry("last", "\"\uFFFF\""),
            Map.entry("list", "[3,1,2]"),
            Map.entry("mixed", "[1,2.50,\"a\",null,true,{\"k\":[]}]"),
            Map.entry("product", "{\"name\":\"Tea\",\"price\":4.20,\"tags\":[\"hot\"],\"note\":null,\"in\":1}"),
            Map.entry("row", "{\"x\":5,\"x-y\":6}"),
            Map.entry("row.x", "5"),
            Map.entry("row.x-y", "6"),
            Map.entry("orders.status", "\"open\""),
            Map.entry("at", "\"2024-01-31T23:30:15.25Z\""),
            Map.entry("since", "\"2024-01-01T00:00:00Z\""));

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            19.99 * 3                     => 59.97
            price * 3 == 59.97            => true
            0.1 + 0.2                     => 0.3
            int + half                    => 7.50
            half - int                    => -6.50
            half * half                   => 0.2500
            int / 2                       => 3
            -int / 2                      => -3
            int % 4                       => 3
            int / 2.0                     => 3.5
            1.0 / 3                       => 0.3333333333333333333333333333333333
            10.00 / 4                     => 2.50
            -price                        => -19.99
            - 2.50                        => -2.50
            1.10                          => 1.10
            1e3                           => 1000
            .5                            => 0.5
            0x10                          => 16
            7u / 2u                       => 3
            18446744073709551615u + 1     => 18446744073709551616
            tiny                          => 1e-30
            tiny + 0                      => 0.000000000000000000000000000001
            huge                          => 9223372036854775808
            huge - 1                      => 9223372036854775807
            huge * huge                   => 85070591730234615865843651857942052864
            decimal('9.50')               => 9.50
            decimal(int) / 2              => 3.5
            decimal(half)                 => 0.50
            double('1.50') + double(1)    => 2.50
            int(price)                    => 19
            int(-price)                   => -19
            int('42')                     => 42
            string(price) + ' EUR'        => "19.99 EUR"
            string(int)                   => "7"
            string(1e3)                   => "1000"
            math.greatest(1, price, int)  => 19.99
            math.least(list)              => 1
            math.greatest(2)              => 2
            math.round(price)             => 20
            math.round(-2.5)              => -3
            math.ceil(half) + int         => 8
            math.floor(-half)             => -1
            math.trunc(-1.9)              => -1
            math.abs(-price)              => 19.99
            math.abs(-3)                  => 3
            math.sign(-half)              => -1
            """)
    void numbersAreExact(String expression, String expected) {
        check(expression, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            1 == 1.0                               => true
            1u == 1                                => true
            half == 0.5                            => true
            huge == 9223372036854775808.0          => true
            int != 7.00                            => false
            [1, 2] == [1.0, 2.00]                  => true
            [1, 2] == [1, 2, 3]                    => false
            {'a': [1]} == {'a': [1.0]}             => true
            {'a': 1} == {'b': 1}                   => false
            1.0 in list                            => true
            2.5 in mixed                           => true
            {'k': []} in mixed                     => true
            null in mixed                          => true
            'name' in product                      => true
            'size' in product                      => false
            int == name                            => false
            name == null                           => false
            nothing == null                        => true
            null == null                           => true
            int > half && half < int               => true
            int >= 7.0 && int <= 7.0               => true
            price > 19 && 20 > price               => true
            name > 'Zo'                            => true
            smile > last                           => true
            last < smile                           => true
            no < yes                               => true
            at > since                             => true
            duration('1h') < duration('61m')       => true
            b'a' < b'b'                            => true
            """)
    void comparesByValue(String expression, String expected) {
        check(expression, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            name                                   => "Zoë"
            'it\\'s ' + name                       => "it's Zoë"
            "a\\n\\"b\\""                          => "a\\n\\"b\\""
            name.size() + size(smile)              => 4
            name.contains('oë')                    => true
            name.startsWith('Z')                   => true
            name.endsWith('z')                     => false
            name.matches('^Z.ë$')                  => true
            matches(name, 'o')                     => true
            name.matches(name)                     => true
            name.lowerAscii() + name.upperAscii()  => "zoëZOë"
            ' a '.trim()                           => "a"
            'banana'.replace('an', 'x')            => "bxxa"
            'banana'.replace('an', 'x', 1)         => "bxana"
            'a,b'.split(',')                       => ["a","b"]
            ['a', 'b'].join('-') + ['c'].join()    => "a-bc"
            'hello'.substring(1, 3)                => "el"
            'hello'.substring(3)                   => "lo"
            'hello'.charAt(4)                      => "o"
            'hello'.indexOf('l')                   => 2
            'hello'.lastIndexOf('l')               => 3
            'abc'.reverse()                        => "cba"
            strings.quote('a"b')                   => "\\"a\\\\\\"b\\""
            lone                                   => "x\\ud800"
            lone + 'y'                             => "x\\uD800y"
            smile + ''                             => "\uD83D\uDE00"
            b'abc'                                 => "YWJj"
            bytes('é')                             => "w6k="
            string(b'abc')                         => "abc"
            bool('true')                           => true
            """)
    void texts(String expression, String expected) {
        check(expression, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            mixed                                  => [1,2.50,"a",null,true,{"k":[]}]
            [int, half, nothing]                   => [7,0.50,null]
            {'b': int, 'a': {'x': null}}           => {"b":7,"a":{"x":null}}
            [1] + [2.50]                           => [1,2.50]
            list[0] + list[1.0]                    => 4
            product.name + product['name']         => "TeaTea"
            product.tags[0]                        => "hot"
            product['in']                          => 1
            {'a': 1}.a                             => 1
            size(product)                          => 5
            has(product.note)                      => true
            has(product.size)                      => false
            has(row.x)                             => true
            has(row.y)                             => false
            list.all(x, x > 0)                     => true
            list.exists(x, x == 2)                 => true
            list.exists_one(x, x > 1)              => false
            list.map(x, x * 1.5)                   => [4.5,1.5,3.0]
            list.map(x, x > 1, x * 2)              => [6,4]
            list.filter(x, x > 1)                  => [3,2]
            list.map(int, int + 1)                 => [4,2,3]
            list.map(x, list.map(y, x * y))        => [[9,3,6],[3,1,2],[6,2,4]]
            product.filter(k, k.size() == 4)       => ["name","tags","note"]
            row                                    => {"x":5,"x-y":6}
            row.x + row['x-y']                     => 11
            row.`x-y`                              => 6
            row['x' + '-y']                        => 6
            'x' in row                             => true
            orders.status                          => "open"
            .int + 1                               => 8
            list.map(int, int + .int)              => [10,8,9]
            """)
    void listsAndObjects(String expression, String expected) {
        check(expression, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            since                                  => "2024-01-01T00:00:00Z"
            coalesce(since, 0)                     => "2024-01-01T00:00:00Z"
            coalesce(at, 0)                        => "2024-01-31T23:30:15.250Z"
            at.getFullYear()                       => 2024
            at.getMonth()                          => 0
            at.getDate() + at.getHours()           => 54
            at.getDate('Europe/Berlin')            => 1
            [at.getDate(), at.getDayOfMonth(), at.getDayOfYear(), at.getDayOfWeek()] => [31,30,30,3]
            at - since                             => "2676615.250s"
            at + duration('45m')                   => "2024-02-01T00:15:15.250Z"
            since - duration('1h')                 => "2023-12-31T23:00:00Z"
            duration('90m')                        => "5400s"
            duration('-1.5s')                      => "-1.500s"
            string(since)                          => "2024-01-01T00:00:00Z"
            timestamp(0)                           => "1970-01-01T00:00:00Z"
            timestamp('2024-01-01T01:00:00+01:00') == since       => true
            format(at, 'yyyy-MM', 'Europe/Berlin') => "2024-02"
            format(at, 'EEE d MMM', 'UTC')         => "Wed 31 Jan"
            format(at, 'yy' + 'yy', 'UTC')         => "2024"
            since == null                          => false
            """)
    void times(String expression, String expected) {
        check(expression, expected);
    }

    private static void check(String expression, String expected) {
        assertThat(TestExpression.evaluate(expression, VALUES)).as(expression).isEqualTo(expected);
    }
}
