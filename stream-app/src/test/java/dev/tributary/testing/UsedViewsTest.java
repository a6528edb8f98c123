package dev.tributary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.plan.Failures;
import dev.tributary.view.ViewFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Views that other views are made of. */
final class UsedViewsTest {
    private static final String CONDITION = "orders_of_a_used_view > 0";

    /** Only what the other view names is read of the document; the condition has nothing to do with that. */
    @Test
    void aConditionOnATotalDoesNotFailWhenTheDocumentIsReadForAnotherView() {
        String file = """
                sources:
                  users: {topic: users, key: id}
                  orders: {topic: orders, key: id, references: {user_id: users}}
                views:
                  buyers:
                    from: users
                    where: "%1$s"
                    fields: [name, {orders_of_a_used_view: {count: orders}}]
                  names:
                    from: buyers
                    group_by: {name: name}
                    fields: [name, {buyers: {count: buyers}}]
                """.formatted(CONDITION);
        try (ViewTester views =
                ViewTester.of(ViewFiles.parse(Map.of("views.yaml", file)).model())) {
            views.upsert("users", Map.of("id", 1, "name", "Ada"));
            assertThat(views.document("names", "Ada")).isEmpty();
            views.upsert("orders", Map.of("id", 10, "user_id", 1));
            assertThat(views.document("names", "Ada"))
                    .hasValueSatisfying(document ->
                            assertThat(document.get("buyers").intValue()).isEqualTo(1));
        }
        assertThat(Failures.counts()).doesNotContainKey(CONDITION);
    }

    /** A reference needs nothing; it counts where another view starts from the documents. */
    @Test
    void aViewMayReferenceOneThatIsMadeFromIt() {
        String file = """
                sources:
                  users: {topic: users, key: user_id}
                  orders: {topic: orders, key: order_id, references: {user_id: users}}
                views:
                  customers:
                    from: users
                    references: {country: countries}
                    fields: [user_id, country, {spent: {sum: orders.total}}]
                  countries:
                    from: customers
                    group_by: {country: country}
                    fields: [country, {spent: {sum: customers.spent}}]
                  shares:
                    from: customers
                    fields: [user_id, spent, {home: {one: countries, fields: [spent]}}]
                """;
        try (ViewTester views =
                ViewTester.of(ViewFiles.parse(Map.of("views.yaml", file)).model())) {
            views.upsert("users", Map.of("user_id", 1, "country", "GB"))
                    .upsert("users", Map.of("user_id", 2, "country", "GB"))
                    .upsert("orders", Map.of("order_id", 10, "user_id", 1, "total", 3))
                    .upsert("orders", Map.of("order_id", 11, "user_id", 2, "total", 4));
            assertThat(views.document("shares", 1))
                    .hasToString("Optional[{\"user_id\":1,\"spent\":3,\"home\":{\"spent\":7}}]");
        }
    }
}
