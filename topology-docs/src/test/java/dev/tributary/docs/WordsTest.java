package dev.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every verb and modifier in words, and in the drawing of the joins. */
final class WordsTest {
    private static final Model MODEL = ViewFiles.parse(Map.of("f.yaml", """
                    sources:
                      users: {topic: users, key: id}
                      orders: {topic: orders, key: id, references: {user_id: users, product_id: catalog}, types: {at: timestamp}}
                      catalog: {topic: catalog, key: id}
                    views:
                      customers:
                        from: users
                        where: "n > 1"
                        fields:
                          - id
                          - name: {expr: "first + ' ' + last"}
                          - n: {count: orders.catalog, distinct: true, where: "price > 5"}
                          - spent: {sum: orders.total}
                          - best: {max: orders, of: "total * rate"}
                          - kinds: {count_distinct: orders.kind}
                          - titles: {pluck: orders.catalog.title, distinct: true, order_by: [-orders.at], limit: 3}
                          - by_kind:
                              many: orders
                              by: kind
                              where: "total > 1"
                              order_by: [-big, id]
                              fields: [{big: {expr: "total > 100"}}, {flatten: catalog, fields: [{product: {column: title}}]}]
                          - goods: {many: orders.catalog, fields: [{at: {column: orders.at}}]}
                      months:
                        from: orders
                        group_by: {kind: kind, month: "format(at, 'yyyy-MM', 'UTC')"}
                        fields: [kind, {n: {count: orders}}, {latest: {many: orders, order_by: [-at], limit: 2}}]
                      bare: {from: customers, group_by: {n: n}}
                    """)).model();

    @Test
    void aDocumentPerRow() {
        Words words = new Words(MODEL, Style.PLAIN);
        assertThat(words.root(MODEL.view("customers")))
                .isEqualTo("one document per row of users, by id, only where n > 1");
        assertThat(String.join("\n", words.fields(MODEL.view("customers")))).isEqualTo("""
                        - id
                        - name: first + ' ' + last
                        - n: the number of different catalog, by orders.user_id and orders.product_id, where price > 5
                        - spent: the sum of total of orders, by orders.user_id
                        - best: the largest total * rate of orders, by orders.user_id
                        - kinds: how many different kind there are in orders, by orders.user_id
                        - titles: an array of title of catalog, by orders.user_id and orders.product_id, newest orders.at first, \
                        each once, at most 3
                        - by_kind: many orders, by orders.user_id, where total > 1, big descending, then id ascending, \
                        as an object by kind; in each:
                          - big: total > 100
                          - of one catalog, by orders.product_id, null when there is none:
                            - product: column title
                        - goods: many catalog, by orders.user_id and orders.product_id, in the order of their keys; in each:
                          - at: column orders.at""");
    }

    @Test
    void aDocumentPerGroup() {
        Words words = new Words(MODEL, Style.MARKDOWN);
        assertThat(words.root(MODEL.view("months")))
                .isEqualTo(
                        "one document per `kind` and `month` (`format(at, 'yyyy-MM', 'UTC')`) of the rows of `orders`");
        assertThat(words.fields(MODEL.view("months")))
                .containsExactly(
                        "- `kind`",
                        "- `n`: the number of `orders`, by their group",
                        "- `latest`: many `orders`, by their group, newest `at` first, at most 2; in each:",
                        "  - all columns, as they come");
        assertThat(words.fields(MODEL.view("bare"))).containsExactly("- `n`");
    }

    @Test
    void theJoins() {
        String chart = LogicalGraph.draw(MODEL, MODEL.view("customers"));
        MermaidChecker.check("customers", chart);
        assertThat(chart)
                .contains(
                        "\"n<br/>count, filtered\"",
                        "\"titles<br/>pluck title, at most 3\"",
                        "\"catalog<br/>flatten\"");
        assertThat(LogicalGraph.draw(MODEL, MODEL.view("bare"))).contains("customers<br/>a view", "one per n");
    }
}
