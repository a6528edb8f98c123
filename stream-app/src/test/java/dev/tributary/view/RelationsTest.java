package dev.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Field.Related;
import dev.tributary.view.Step.Direction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which references a relation follows: a field's declaration gives steps, as {@code source↑column} or {@code ↓}. */
final class RelationsTest {
    private static final String SOURCES = """
            sources:
              users: {topic: t, key: id, references: {best_order: orders}}
              orders: {topic: t, key: id, references: {user_id: users, product_id: catalog, "shop_country, shop_id": shops}}
              items: {topic: t, key: [order_id, line], references: {order_id: orders, product_id: [catalog, stock]}}
              catalog: {topic: t, key: id}
              stock: {topic: t, key: id}
              reviews: {topic: t, key: id, references: {product_id: catalog}}
              shops: {topic: t, key: [country, id]}
              roles: {topic: t, key: id}
              user_roles: {topic: t, key: [user_id, role_id], references: {user_id: users, role_id: roles}}
              employees: {topic: t, key: id, references: {boss_id: employees}}
              transfers: {topic: t, key: id, references: {from_id: accounts, to_id: accounts}}
              accounts: {topic: t, key: id}
            """;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # one: by this row's reference
            orders    | one: users                                | users↑user_id
            orders    | one: shops                                | shops↑shop_country+shop_id
            items     | one: stock                                | stock↑product_id
            items     | one: orders.users                         | orders↑order_id users↑user_id
            # one where only the other side references: the first of them
            catalog   | one: reviews, order_by: -stars            | reviews↓product_id
            # one and many where each side references the other
            users     | one: orders                               | orders↑best_order
            users     | many: orders                              | orders↓user_id
            users     | one: orders, via: user_id                 | orders↓user_id
            # a path
            users     | many: orders.items                        | orders↓user_id items↓order_id
            users     | many: user_roles.roles                    | user_roles↓user_id roles↑role_id
            users     | many: roles, through: user_roles          | user_roles↓user_id roles↑role_id
            users     | many: items.stock, through: orders        | orders↓user_id items↓order_id stock↑product_id
            orders    | many: catalog.reviews                     | catalog↑product_id reviews↓product_id
            # a source that references itself
            employees | one: employees                            | employees↑boss_id
            employees | many: employees                           | employees↓boss_id
            employees | many: employees.employees                 | employees↓boss_id employees↓boss_id
            # via chooses
            accounts  | many: transfers, via: to_id               | transfers↓to_id
            transfers | one: accounts, via: from_id               | accounts↑from_id
            accounts  | "many: transfers.accounts, via: [from_id, to_id]" | transfers↓from_id accounts↑to_id
            orders    | "one: shops, via: 'shop_country, shop_id'"  | shops↑shop_country+shop_id
            orders    | "one: shops, via: [shop_country, shop_id]"  | shops↑shop_country+shop_id
            users     | "many: orders.shops, via: [null, [shop_country, shop_id]]" | orders↓user_id shops↑shop_country+shop_id
            """, quoteCharacter = '"')
    void follows(String from, String field, String steps) {
        Related related = related(from, field);
        assertThat(related.relation().path().stream().map(RelationsTest::render))
                .containsExactly(steps.split(" "));
    }

    private static Related related(String from, String field) {
        String view = "views: {v: {from: " + from + ", fields: [{f: {" + field + "}}]}}";
        Model model = ViewFiles.parse(Map.of("f.yaml", SOURCES + view)).model();
        List<Field> fields = model.views().values().iterator().next().fields().list();
        return (Related) fields.get(0);
    }

    private static String render(Step step) {
        String arrow = step.direction() == Direction.UP ? "↑" : "↓";
        return step.source() + arrow + String.join("+", step.columns());
    }
}
