package dev.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExplainTest {
    @Test
    void explainsAView() {
        assertThat(explain("""
                sources:
                  orders: {topic: shop.orders, key: id, references: {product_id: products}}
                  products: {topic: shop.products, format: debezium, key: id}
                views:
                  open-orders:
                    from: orders
                    where: "status == 'open' && (qty > 2 || !(urgent == false))"
                    fields: [id, {product: {one: products, required: true, fields: [{title: {column: name}}]}}]
                """))
                .startsWith("""
                open-orders: one document per row of orders, by id, \
                only where status == 'open' && (qty > 2 || !(urgent == false))
                  - id
                  - product: one products, by orders.product_id, without it the row is left out; in it:
                    - title: column name

                Sources
                  orders, key id
                      topic    shop.orders (json)
                      columns  id, product_id, status, qty, urgent
                  products, key id
                      topic    shop.products (debezium)
                      columns  name

                Joins, in the order in which rows take them
                  at a row of products: orders looks up its row

                Internal topics (<app> is <service>-<view>-<hash>)
                  <service>-orders-<hash>-rows
                      Row log: the newest version of all rows of orders, whole and decoded; one for all views
                      key      id
                """)
                .contains("""
                  <app>-visits-products
                      Visits log: the rows of products and those who visit them, in one log so that all meet in one \
                order. Visitors: orders looks up its row
                """)
                .contains("\nStores\n  keep-rows-orders\n")
                .contains("\n  documents\n");
    }

    @Test
    void saysWhenNoRowVisitsAnother() {
        assertThat(explain("{sources: {s: {topic: t, key: id}}, views: {v: {from: s}}}"))
                .contains("  - all columns, as they come\n")
                .contains("      columns  all\n")
                .contains("  none on the way: every row knows the document that it belongs to\n");
    }

    @Test
    void eventsHaveNoKeyToTell() {
        assertThat(explain("""
                sources:
                  visits: {topic: shop.visits, kind: events}
                views:
                  pages: {from: visits, group_by: {page: page}, fields: [page, {n: {count: visits}}]}
                """))
                .contains("\nSources\n  visits, events\n      topic    shop.visits (json)\n")
                .doesNotContain("Views, each");
    }

    @Test
    void showsTheViewsThatAViewIsMadeOf() {
        Model model = ViewFiles.parse(Map.of("f.yaml", """
                sources:
                  users: {topic: users, key: id}
                  orders: {topic: orders, key: id, references: {user_id: users}}
                views:
                  countries: {from: customers, where: "n > 1", group_by: {country: country}, fields: [country, {n: {count: customers}}]}
                  customers: {from: users, fields: [id, country, {n: {count: big-orders}}]}
                  big-orders: {from: orders, where: "total > 100", fields: [id, user_id]}
                  other: {from: users}
                """)).model();
        assertThat(Explain.text(model, model.view("countries"))).contains("""

                Views, each after those that it uses
                  big-orders: one document per row of orders, by id, only where total > 100
                  customers: one document per row of users, by id
                  countries: one document per country of the rows of customers, only where n > 1

                Sources
                """);
    }

    @Test
    void tellsTheWaysOfASourceThatReferencesItself() {
        assertThat(explain("""
                sources:
                  people: {topic: t, key: id, references: {boss_id: people}, types: {since: date}}
                views:
                  chart:
                    from: people
                    fields:
                      - boss: {one: people, fields: [id]}
                      - reports: {many: people, order_by: [since, -level], fields: [id]}
                """))
                .contains("- boss: one people, by its own people.boss_id, null when there is none; in it:\n")
                .contains("- reports: many people, by their people.boss_id, "
                        + "oldest since first, then level descending; in each:\n");
    }

    private static String explain(String file) {
        Model model = ViewFiles.parse(Map.of("f.yaml", file)).model();
        return Explain.text(model, model.views().values().iterator().next());
    }
}
