package dev.tributary.oracle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Columns, expressions, related objects and arrays, with all that modifies them. */
class OracleFieldsTest {
    private static final String SHOP = """
            sources:
              users: {topic: u, key: id, where: "deleted_at == null"}
              roles: {topic: r, key: id}
              user_roles: {topic: ur, key: [user_id, role_id], references: {user_id: users, role_id: roles}}
              orders: {topic: o, key: id, references: {user_id: users, product_id: products}}
              products: {topic: p, key: id}
            views:
              v:
            """;

    private static Given v(String view) {
        return Given.views(SHOP + view.indent(4));
    }

    @Test
    void anExpressionSeesWhatIsDeclaredBeforeItElseColumns() {
        v("""
                from: users
                fields:
                  - early: {expr: "late"}
                  - name: {expr: "first + ' ' + last"}
                  - late: {expr: "name + '!'"}
                  - column: {expr: "row.name"}
                  - failed: {expr: "first + 1"}
                """)
                .rows("users: {id: 1, first: Ada, last: L, name: column, late: column}")
                .shows("v", "1: {early: column, name: Ada L, late: Ada L!, column: column, failed: null}");
    }

    @Test
    void anExpressionSeesObjectsTotalsAndRowsPassedOnTheWay() {
        v("""
                from: users
                fields:
                  - count: {count: orders}
                  - last: {one: orders, order_by: [-id], fields: [id, qty]}
                  - more: {expr: "count + last.qty"}
                  - roles:
                      many: user_roles.roles
                      order_by: [-user_roles.since]
                      fields: [name, since: {column: user_roles.since}, text: {expr: "name + user_roles.since"}]
                """)
                .rows("users: {id: 1}", "users: {id: 2}", "orders: {id: 1, user_id: 1, qty: 5}")
                .rows("orders: {id: 2, user_id: 1, qty: 7}", "roles: {id: a, name: A}", "roles: {id: b, name: B}")
                .rows("user_roles: {user_id: 1, role_id: a, since: '1'}")
                .rows("user_roles: {user_id: 1, role_id: b, since: '2'}")
                .shows("v", """
                        1:
                          count: 2
                          last: {id: 2, qty: 7}
                          more: 9
                          roles: [{name: B, since: '2', text: B2}, {name: A, since: '1', text: A1}]
                        2: {count: 0, last: null, more: null, roles: []}
                        """);
    }

    @Test
    void anExpressionOverManyRowsIsRefused() {
        assertThatThrownBy(() -> v("{from: users, fields: [{ids: {pluck: orders.id}}, {n: {expr: size(ids)}}]}"))
                .hasMessage("n is computed from many rows: ids");
    }

    @Test
    void aSourcesWhereDeletesSoftly() {
        v("{from: orders, fields: [{user: {one: users}}]}")
                .rows("users: {id: 1}", "orders: {id: 1, user_id: 1}")
                .shows("v", "1: {user: {id: 1}}")
                .rows("users: {id: 1, deleted_at: today}")
                .shows("v", "1: {user: null}");
    }

    @Test
    void aConditionOnRelatedRowsSeesTheirFieldsColumnsAndRowsOnTheWay() {
        v("""
                from: users
                fields:
                  - dear:
                      many: orders
                      where: "price > 5 && row.price == 'column' && product.name != 'bad'"
                      fields: [id, price: {expr: "qty * 2"}, product: {one: products, fields: [name]}]
                  - recent: {many: user_roles.roles, where: "user_roles.since > 1", fields: [id]}
                """)
                .rows("users: {id: 1}", "products: {id: good, name: good}", "products: {id: bad, name: bad}")
                .rows("orders: {id: 1, user_id: 1, product_id: good, qty: 2, price: column}")
                .rows("orders: {id: 2, user_id: 1, product_id: good, qty: 3, price: column}")
                .rows("orders: {id: 3, user_id: 1, product_id: bad, qty: 3, price: column}")
                .rows("orders: {id: 4, user_id: 1, product_id: none, qty: 3, price: column}")
                .rows("orders: {id: 5, user_id: 1, product_id: good, qty: 3}")
                .rows("roles: {id: a}", "roles: {id: b}")
                .rows("user_roles: {user_id: 1, role_id: a, since: 1}")
                .rows("user_roles: {user_id: 1, role_id: b, since: 2}")
                .shows("v", "1: {dear: [{id: 2, price: 6, product: {name: good}}], recent: [{id: b}]}");
    }

    @Test
    void aConditionOnRelatedRowsMayNotUseTheirTotals() {
        assertThatThrownBy(() -> v("{from: users, fields: [{roles: {many: user_roles.roles, where: n > 1, "
                        + "fields: [{n: {count: user_roles}}]}}]}"))
                .hasMessage("where of roles uses n, which is not known with the row");
    }

    @Test
    void theRootConditionSeesAllFieldsAsShown() {
        v("{from: users, where: 'n > 1 && size(ids) < 4 && row.n == null', "
                        + "fields: [{ids: {pluck: orders.id}}, {n: {count: orders}}]}")
                .rows("users: {id: 1}", "users: {id: 2}", "users: {id: 3, n: 1}")
                .rows("orders: {id: 1, user_id: 1}", "orders: {id: 2, user_id: 1}", "orders: {id: 3, user_id: 2}")
                .rows("orders: {id: 4, user_id: 3}", "orders: {id: 5, user_id: 3}")
                .shows("v", "1: {ids: [1, 2], n: 2}");
    }

    @Test
    void whatFailsItsConditionIsNoOneAndDropsWhoRequiresIt() {
        String fields = "fields: [{product: {one: products, where: stock > 0%s, fields: [id]}}]}";
        String[] rows = {
            "products: {id: a, stock: 1}",
            "products: {id: b}",
            "orders: {id: 1, product_id: a}",
            "orders: {id: 2, product_id: b}",
            "orders: {id: 3}"
        };
        v("{from: orders, " + fields.formatted(""))
                .rows(rows)
                .shows("v", "{1: {product: {id: a}}, 2: {product: null}, 3: {product: null}}");
        v("{from: orders, " + fields.formatted(", required: true")).rows(rows).shows("v", "{1: {product: {id: a}}}");
    }

    @Test
    void oneByReverseReferenceIsTheFirstThatPasses() {
        v("{from: users, fields: [{last: {one: orders, where: qty > 1, order_by: [-id], fields: [id]}}]}")
                .rows("users: {id: 1}", "orders: {id: 1, user_id: 1, qty: 2}", "orders: {id: 2, user_id: 1, qty: 2}")
                .rows("orders: {id: 3, user_id: 1, qty: 1}", "orders: {id: 4, user_id: 1}")
                .shows("v", "1: {last: {id: 2}}");
    }

    @Test
    void flattenPutsTheMembersIntoTheObjectOrNulls() {
        v("""
                from: orders
                fields:
                  - id
                  - {flatten: products, fields: [title, n: {count: orders}, ids: {pluck: orders.id}]}
                  - shown: {expr: "title + '!'"}
                """)
                .rows("products: {id: a, title: A}", "orders: {id: 1, product_id: a}", "orders: {id: 2}")
                .shows(
                        "v",
                        "1: {id: 1, title: A, n: 1, ids: [1], shown: A!}\n"
                                + "2: {id: 2, title: null, n: null, ids: null, shown: null}");
    }

    @Test
    void ordersByExpressionsAndLimitsWhatIsShown() {
        v("{from: users, fields: [{ids: {many: orders, where: qty > 0, order_by: [-cost], limit: 2, "
                        + "fields: [id, cost: {expr: qty * price}]}}]}")
                .rows("users: {id: 1}", "orders: {id: 1, user_id: 1, qty: 2, price: 3}")
                .rows("orders: {id: 2, user_id: 1, qty: 1, price: 8}", "orders: {id: 3, user_id: 1, qty: 1}")
                .rows("orders: {id: 4, user_id: 1, qty: 0, price: 9}")
                .shows("v", "1: {ids: [{id: 2, cost: 8}, {id: 1, cost: 6}]}");
    }

    @Test
    void byMakesAnObjectOfTheFirstOfEachKey() {
        v("""
                from: users
                fields:
                  - all: {many: orders, order_by: [-id], by: kind, fields: [id]}
                  - two: {pluck: orders.id, by: kind, limit: 2}
                  - roles: {pluck: user_roles.roles.name, by: user_roles.role_id}
                """)
                .rows("users: {id: 1}", "orders: {id: 1, user_id: 1, kind: x}", "orders: {id: 2, user_id: 1, kind: x}")
                .rows("orders: {id: 3, user_id: 1}", "orders: {id: 4, user_id: 1, kind: 1.0}")
                .rows("orders: {id: 5, user_id: 1, kind: 1}", "orders: {id: 6, user_id: 1, kind: [true, {a: b}]}")
                .rows("user_roles: {user_id: 1, role_id: r}", "roles: {id: r, name: R}")
                .shows("v", """
                        1:
                          all: {x: {id: 2}, '1.0': {id: 4}, '1': {id: 5}, '[true,{"a":"b"}]': {id: 6}}
                          two: {x: 1, '1.0': 4}
                          roles: {r: R}
                        """);
    }

    @Test
    void aRowReachedByTwoWaysIsThereTwiceUnlessDistinct() {
        v("""
                from: users
                fields:
                  - all: {many: orders.products, order_by: [-orders.id], fields: [id]}
                  - each: {many: orders.products, order_by: [-orders.id], distinct: true, limit: 2, fields: [id]}
                  - number: {count: orders.products}
                  - of_each: {count: orders.products, distinct: true}
                """)
                .rows("users: {id: 1}", "products: {id: a}", "products: {id: b}")
                .rows("orders: {id: 1, user_id: 1, product_id: b}", "orders: {id: 2, user_id: 1, product_id: a}")
                .rows("orders: {id: 3, user_id: 1, product_id: b}")
                .shows("v", """
                        1: {all: [{id: b}, {id: a}, {id: b}], each: [{id: b}, {id: a}], number: 3, of_each: 2}
                        """);
    }

    @Test
    void pluckKeepsNullsAndDistinctIsByValue() {
        v("{from: users, fields: [{all: {pluck: orders.x}}, {each: {pluck: orders.x, distinct: true, limit: 4}}]}")
                .rows("users: {id: 1}", "orders: {id: 1, user_id: 1, x: 1.0}", "orders: {id: 2, user_id: 1, x: 1}")
                .rows("orders: {id: 3, user_id: 1}", "orders: {id: 4, user_id: 1}")
                .rows("orders: {id: 5, user_id: 1, x: '1'}", "orders: {id: 6, user_id: 1, x: [1]}")
                .rows("orders: {id: 7, user_id: 1, x: [1]}", "orders: {id: 8, user_id: 1, x: true}")
                .shows("v", "1: {all: [1.0, 1, null, null, '1', [1], [1], true], each: [1.0, null, '1', [1]]}");
    }
}
