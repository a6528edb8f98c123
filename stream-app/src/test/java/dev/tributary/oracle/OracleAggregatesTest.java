package dev.tributary.oracle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Totals over the lines of an order. */
class OracleAggregatesTest {
    private static final String ORDERS = """
            sources:
              users: {topic: u, key: id}
              orders: {topic: o, key: id, references: {user: users}}
              lines: {topic: l, key: id, references: {order: orders}}
            views:
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            ''                          ; 0 ; 0     ; null    ; null   ; null   ; 0
            null                        ; 1 ; 0     ; null    ; null   ; null   ; 0
            2, 3, null                  ; 3 ; 5     ; 2.5000  ; 2      ; 3      ; 2
            1.5, 1.50, 2                ; 3 ; 5.00  ; 1.666667 ; 1.5   ; 2      ; 2
            1, 1.0                      ; 2 ; 2.0   ; 1.00000 ; 1      ; 1.0    ; 1
            -1, 0, 0                    ; 3 ; -1    ; -0.3333 ; -1     ; 0      ; 2
            -1, -1, 0                   ; 3 ; -2    ; -0.6667 ; -1     ; 0      ; 2
            0.00005, 0                  ; 2 ; 0.00005 ; 0.000025000 ; 0 ; 0.00005 ; 2
            '1', 1, x, true             ; 4 ; 1     ; 1.0000  ; true   ; x      ; 4
            [2], {a: 1}, z              ; 3 ; 0     ; null    ; z      ; {a: 1} ; 3
            """)
    void sumsAndTheRest(String values, int count, String sum, String avg, String min, String max, int distinct) {
        Given given = Given.views(ORDERS + """
                  v:
                    from: orders
                    fields:
                      - count: {count: lines}
                      - sum: {sum: lines.x}
                      - avg: {avg: lines.x}
                      - min: {min: lines.x}
                      - max: {max: lines.x}
                      - distinct: {count_distinct: lines.x}
                """).rows("orders: {id: 1}");
        int id = 0;
        for (Object value : Yaml.list(Yaml.text("[" + (values.equals("''") ? "" : values) + "]"), "values")) {
            String text = value instanceof String ? "'" + value + "'" : String.valueOf(Values.text(value));
            given.rows("lines: {order: 1, id: " + id++ + ", x: " + text.replace(":", ": ") + "}");
        }
        given.shows(
                "v",
                "1: {count: %d, sum: %s, avg: %s, min: %s, max: %s, distinct: %d}"
                        .formatted(count, sum, avg, min, max, distinct));
    }

    @Test
    void overExpressionsConditionsAndPaths() {
        Given.views(ORDERS + """
                  v:
                    from: users
                    fields:
                      - turnover: {sum: orders.lines, of: "qty * price"}
                      - open: {count: orders.lines, where: "orders.state == 'open'"}
                      - largest: {max: lines, through: orders, of: "qty + 0", where: "qty < 9"}
                      - states: {count_distinct: orders.state}
                      - average: {expr: "turnover / open"}
                """)
                .rows(
                        "users: {id: 1}",
                        "orders: {id: 1, user: 1, state: open}",
                        "orders: {id: 2, user: 1, state: shut}")
                .rows("lines: {id: 1, order: 1, qty: 2, price: 1.25}", "lines: {id: 2, order: 1, qty: 3, price: 1.5}")
                .rows("lines: {id: 3, order: 2, qty: 9, price: 1}", "lines: {id: 4, order: 2, qty: 1}")
                .shows("v", "1: {turnover: 16.00, open: 2, largest: 3, states: 2, average: 8.00}");
    }

    @Test
    void rowsThatMoveAreCountedWhereTheyAre() {
        Given.views(ORDERS + "  v: {from: orders, fields: [{n: {count: lines}}]}")
                .rows("orders: {id: 1}", "orders: {id: '2'}", "lines: {id: 1, order: '1'}", "lines: {id: 2, order: 1}")
                .shows("v", "{1: {n: 2}, 2: {n: 0}}")
                .rows("lines: {id: 1, order: 2}", "lines: {id: '2', order: 3}")
                .shows("v", "{1: {n: 0}, 2: {n: 1}}")
                .without("lines: {id: '1'}")
                .shows("v", "{1: {n: 0}, 2: {n: 0}}");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused("{one: users, distinct: true}", "the oracle does not know `distinct`");
        assertRefused("{many: lines, required: true}", "the oracle does not know `required`");
        assertRefused("{count: lines, of: x}", "the oracle does not know `of`");
        assertRefused("{sum: lines.x, distinct: true}", "the oracle does not know `distinct`");
        assertRefused("{many: users}", "never more than one row");
        assertRefused("{many: lines, one: users}", "needs one verb");
    }

    private static void assertRefused(String field, String message) {
        assertThatThrownBy(() -> Given.views(ORDERS + "  v: {from: orders, fields: [{f: " + field + "}]}"))
                .hasMessageContaining(message);
    }
}
