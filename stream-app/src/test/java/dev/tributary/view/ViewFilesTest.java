package dev.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.InvalidInput;
import dev.tributary.view.Encoding.Format;
import dev.tributary.view.Field.Cardinality;
import dev.tributary.view.Field.Column;
import dev.tributary.view.Field.Related;
import dev.tributary.view.Step.Direction;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class ViewFilesTest {
    private static final Path SHOP = Path.of("src/test/resources/views/shop.yaml");

    @Test
    void readsTheSourcesOfTheShop() {
        Model model = ViewFiles.load(List.of(SHOP)).model();
        assertThat(model.sources()).containsOnlyKeys("users", "orders", "catalog");
        assertThat(model.source("orders"))
                .isEqualTo(Source.rows(
                        "orders",
                        "order-service.orders",
                        Format.CONNECT,
                        List.of("order_id"),
                        List.of(
                                new Reference(List.of("user_id"), List.of("users")),
                                new Reference(List.of("product_id"), List.of("catalog"))),
                        Map.of(
                                "total_price",
                                new ColumnType(ColumnType.Kind.DECIMAL, 12, 2),
                                "created_at",
                                ColumnType.of(ColumnType.Kind.TIMESTAMP_MILLIS)),
                        Optional.empty()));
    }

    @Test
    void readsTheViewOfTheShop() {
        ViewFiles.Loaded loaded = ViewFiles.load(List.of(SHOP));
        Related product = new Related(
                "product",
                Cardinality.ONE,
                relation(new Step("catalog", Direction.UP, List.of("product_id")), List.of(), OptionalInt.empty()),
                new Fields(false, List.of(column("product_name"), column("stock"))));
        Related orders = new Related(
                "orders",
                Cardinality.MANY,
                relation(
                        new Step("orders", Direction.DOWN, List.of("user_id")),
                        List.of(new Order(Operand.Column.own("created_at"), true)),
                        OptionalInt.of(20)),
                new Fields(false, List.of(column("order_id"), column("qty"), product)));
        assertThat(loaded.warnings()).isEmpty();
        View view = loaded.model().view("customer-orders");
        assertThat(view.from()).isEqualTo("users");
        assertThat(view.fields()).isEqualTo(new Fields(false, List.of(column("user_id"), column("email"), orders)));
    }

    @Test
    void mergesFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("views.yaml", "views: {all-users: {from: users}}");
        files.put("sources.yaml", "sources: {users: {topic: t, key: [region, id]}}");
        Model model = ViewFiles.parse(files).model();
        assertThat(model.source("users").key()).containsExactly("region", "id");
        assertThat(model.views().get("all-users"))
                .isEqualTo(new View(
                        "all-users", "users", Optional.empty(), Fields.ALL, Map.of(), List.of(), Optional.empty()));
    }

    @Test
    void listedColumnsMayCarryTheirTypes() {
        Model model = ViewFiles.parse(
                        Map.of(
                                "f.yaml",
                                "sources: {o: {topic: t, key: id, columns: {id: int64, price: \"decimal(12,2)\", note: string}}}"))
                .model();
        assertThat(model.source("o").columns()).hasValue(List.of("id", "price", "note"));
        assertThat(model.source("o").types())
                .containsEntry("id", ColumnType.of(ColumnType.Kind.INT64))
                .containsEntry("price", new ColumnType(ColumnType.Kind.DECIMAL, 12, 2));
    }

    @Test
    void reportsTheProblemsOfAllFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("b.yaml", "views: {all: {from: usrs}}");
        files.put("a.yaml", "sources: {users: {topic: t, key: id}, all: {topic: t}}");
        assertThatThrownBy(() -> ViewFiles.parse(files))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("""
                error[duplicate-name]: there are two sources or views with the name `all`
                 --> a.yaml:1:39
                1 | sources: {users: {topic: t, key: id}, all: {topic: t}}
                  |                                       ^^^ first in b.yaml on line 1

                error[missing-key]: source `all` has no `key`
                 --> a.yaml:1:39
                1 | sources: {users: {topic: t, key: id}, all: {topic: t}}
                  |                                       ^^^ add `key: …`

                error[unknown-source]: there is no source or view `usrs`
                 --> b.yaml:1:21
                1 | views: {all: {from: usrs}}
                  |                     ^^^^ did you mean `users`?""");
    }

    @Test
    void twoReferencesWithNamesAlikeAreNoMistake() {
        Map<String, String> files = Map.of("shop.yaml", """
                sources:
                  users: {topic: u, key: id}
                  orders: {topic: o, key: order_id, references: {buyer_id: users, payer_id: users}}
                views:
                  all: {from: orders}
                """);
        assertThat(ViewFiles.parse(files).warnings()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        assertThatThrownBy(() -> ViewFiles.load(List.of(SHOP, Path.of("none.yaml"))))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("""
                error[unreadable-file]: cannot read `none.yaml`
                 --> none.yaml
                  | there is no such file""");
    }

    private static Column column(String name) {
        return new Column(name, Operand.Column.own(name));
    }

    private static Relation relation(Step step, List<Order> orderBy, OptionalInt limit) {
        return new Relation(List.of(step), Optional.empty(), false, orderBy, limit, Optional.empty(), false);
    }
}
