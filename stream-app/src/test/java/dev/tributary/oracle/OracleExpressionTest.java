package dev.tributary.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CEL as view files use it, on one row. */
class OracleExpressionTest {
    private static final String ROW = """
            {n: 1, s: a, flag: true, d: 1.50, x-y: dash, big: 9223372036854775807, bigger: 9223372036854775808,
             tags: [a, b, 1], o: {k: 2}, at: '2024-03-01T23:30:00Z', text_at: '2024-03-01T23:30:00Z'}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            n == 1.0                         ; true
            n == '1'                         ; false
            n != '1'                         ; true
            none == null                     ; true
            none != 'x'                      ; true
            none < 5                         ; false
            !(none < 5)                      ; false
            none < 5 || n == 1               ; true
            n == 1 || none < 5               ; true
            none == null || none < 5         ; true
            none < 5 && n == 1               ; false
            !(none < 5 && n == 2)            ; true
            !(n == 2 && none < 5)            ; true
            s < 'b' && s >= 'a'              ; true
            s < 5                            ; false
            s > 'Z'                          ; true
            n > -2 && !(n > 1)               ; true
            flag                             ; true
            !flag                            ; false
            n                                ; false
            n || flag                        ; true
            false < flag                     ; true
            1 < n || 'a' == row.s            ; true
            n == 2 || n == 1 && s == 'x'     ; false
            (n == 2 || n == 1) && s == "a"   ; true
            n in [1.0, 2]                    ; true
            s in ['b', 'c']                  ; false
            null in [none]                   ; true
            'k' in o                         ; true
            1 in tags                        ; true
            1 in s                           ; false
            s.startsWith('a') && 'abc'.endsWith('bc') && 'abc'.contains('b') ; true
            none.startsWith('a')             ; false
            at > timestamp('2024-01-01T00:00:00Z')      ; true
            text_at > timestamp('2024-01-01T00:00:00Z') ; false
            text_at > '2024'                            ; true
            at > '2024'                                 ; false
            """)
    void decides(String condition, boolean expected) {
        assertThat(Expression.parse(condition).holds(OracleExpressionTest::value))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', nullValues = "null", textBlock = """
            n + 2 * 3 - 4                    ; 3
            (n + 2) * 3                      ; 9
            7 / 2                            ; 3
            -7 / 2                           ; -3
            -7 % 4                           ; -3
            7 / 2.0                          ; 3.5
            d + d                            ; 3.00
            d * d                            ; 2.2500
            d - n                            ; 0.50
            -d                               ; -1.50
            1.0 / 3                          ; 0.3333333333333333333333333333333333
            6.00 / 2.0                       ; 3.0
            n / 0                            ; null
            d / 0                            ; null
            d % 1                            ; null
            big + 1                          ; null
            big + 1.0                        ; 9223372036854775808.0
            bigger - 1                       ; 9223372036854775807
            -9223372036854775808 - 1         ; null
            -bigger / 2                      ; -4611686018427387904
            1 + s                            ; null
            s + 'b' + "c"                    ; abc
            s + none                         ; null
            'it\\'s'                         ; it's
            row['x-y']                       ; dash
            row.n                            ; 1
            o.k                              ; 2
            o['k']                           ; 2
            o.none                           ; null
            o.none == null                   ; null
            none.k                           ; null
            tags[1]                          ; b
            tags[3]                          ; null
            n == 1 ? 'one' : 'more'          ; one
            none > 1 ? 'one' : 'more'        ; null
            n == 2 ? none + 1 : n == 1 ? s : 'z' ; a
            size('\ud83d\ude00b')            ; 2
            s.size() + size(tags) + size(o)  ; 5
            size(n)                          ; null
            'aBc\u00c9'.lowerAscii()         ; abc\u00c9
            'aBc\u00e9'.upperAscii()         ; ABC\u00e9
            coalesce(none, 'x')              ; x
            coalesce(none + 1, 'x')          ; x
            coalesce(s, none + 1)            ; a
            coalesce(none, none)             ; null
            decimal('9.50') + 1              ; 10.50
            decimal('1') / 8                 ; 0.125
            decimal('x')                     ; null
            string(d)                        ; 1.50
            string(n) + string(flag)         ; 1true
            string(none)                     ; null
            at                               ; 2024-03-01T23:30:00Z
            format(at, 'yyyy-MM-dd', 'Europe/Berlin') ; 2024-03-02
            format(text_at, 'yyyy', 'UTC')   ; null
            """)
    void computes(String expression, @Nullable String expected) {
        Object value = Expression.parse(expression).value(OracleExpressionTest::value);
        assertThat(value == null ? null : Values.text(value)).isEqualTo(expected);
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThatThrownBy(() -> Expression.parse("n +")).hasMessageContaining("ends where a value is expected");
        assertThatThrownBy(() -> Expression.parse("n 1")).hasMessageContaining("left over");
        assertThatThrownBy(() -> Expression.parse("(n")).hasMessageContaining("expected `)`, found its end");
        assertThatThrownBy(() -> Expression.parse("now()")).hasMessageContaining("does not know now()");
        assertThatThrownBy(() -> Expression.parse("n # 1")).hasMessageContaining("cannot read");
    }

    private static @Nullable Object value(String name) {
        Map<String, @Nullable Object> row = Yaml.map(Yaml.text(ROW), "row");
        Columns columns = new Columns(row, Set.of("at"));
        return name.equals("row") ? columns : columns.inExpression(name);
    }
}
