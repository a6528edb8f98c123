package dev.tributary.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Field.Computed;
import dev.tributary.view.Field.Flattened;
import dev.tributary.view.Field.Function;
import dev.tributary.view.Field.Plucked;
import dev.tributary.view.Field.Related;
import dev.tributary.view.Field.Total;
import dev.tributary.view.Operand.Column;
import dev.tributary.view.Operand.Member;
import dev.tributary.view.Operand.Whole;
import dev.tributary.view.Step.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What each verb and modifier becomes in the model. */
final class LanguageTest {
    private static final String SOURCES = """
            sources:
              users: {topic: users, key: id, types: {joined_at: timestamp}}
              orders: {topic: orders, key: id, references: {user_id: users, product_id: catalog}, types: {at: timestamp}}
              items: {topic: items, key: [order_id, line], references: {order_id: orders, product_id: catalog}}
              catalog: {topic: catalog, key: id, columns: {id: int64, title: string, price: "decimal(9,2)"}}
              order-notes: {topic: notes, key: id, references: {order_id: orders}}
              clicks: {topic: clicks, kind: events, references: {user_id: users}}
            views:
            """;

    @Test
    void anExpressionSeesTheFieldsBeforeItThenTheColumns() {
        List<Field> fields = fields("{from: users, fields: [{a: {expr: \"b + 1\"}}, {b: {column: c}}, "
                + "{d: {expr: \"b + row.b + row['x-y'] + e\"}}, {w: {expr: row}}]}");
        assertThat(operands(fields.get(0))).containsExactly(Column.own("b"));
        assertThat(operands(fields.get(2)))
                .containsExactly(new Member("b"), Column.own("b"), Column.own("x-y"), Column.own("e"));
        assertThat(operands(fields.get(3))).containsExactly(new Whole(Operand.OWN));
    }

    @Test
    void anExpressionReachesTheRowsOnTheWay() {
        Related items = (Related) fields("{from: users, fields: [{items: {many: orders.items, "
                        + "where: \"orders.status == 'paid' && items.qty > 1 && orders != row\", "
                        + "by: orders.id, order_by: [-orders.at, cheap, line], "
                        + "fields: [{cheap: {expr: \"orders.total < 10 && qty > 0\"}}, {at: {column: orders.at}}]}}]}")
                .get(0);
        Relation relation = items.relation();
        assertThat(relation.where().orElseThrow().operands())
                .containsExactly(new Column(0, "status"), Column.own("qty"), new Whole(0), new Whole(Operand.OWN));
        assertThat(relation.by()).hasValue(new Column(0, "id"));
        assertThat(relation.orderBy())
                .containsExactly(
                        new Order(new Column(0, "at"), true),
                        new Order(new Member("cheap"), false),
                        new Order(Column.own("line"), false));
        assertThat(operands(items.fields().list().get(0))).containsExactly(new Column(0, "total"), Column.own("qty"));
        assertThat(items.fields().list().get(1)).isEqualTo(new Field.Column("at", new Column(0, "at")));
    }

    @Test
    void aDashInASourcesNameIsWrittenAsAnUnderscore() {
        Total count = (Total) fields("{from: users, fields: [{n: {count: orders.order-notes, "
                        + "where: \"order_notes.kind == 'x' && kind == orders.kind\"}}]}")
                .get(0);
        assertThat(count.relation().where().orElseThrow().operands())
                .containsExactly(Column.own("kind"), Column.own("kind"), new Column(0, "kind"));
    }

    @Test
    void theRootsWhereSeesAllFields() {
        View view = view("{from: users, where: \"n > 1 && row.n > 2 && other && size(all) > 0\", "
                + "fields: [{n: {count: orders}}, {all: {many: orders}}]}");
        assertThat(view.where().orElseThrow().operands())
                .containsExactly(new Member("n"), Column.own("n"), Column.own("other"), new Member("all"));
    }

    @Test
    void aRelationsWhereSeesTheFieldsThatItShows() {
        Related orders = (Related) fields(
                        "{from: users, fields: [{o: {many: orders, where: \"title != '' && p.price > 1 "
                                + "&& user_id > 0\", fields: [{flatten: catalog, fields: [title]}, {p: {one: catalog}}]}}]}")
                .get(0);
        assertThat(orders.relation().where().orElseThrow().operands())
                .containsExactly(new Member("title"), new Member("p"), Column.own("user_id"));
    }

    @Test
    void aggregates() {
        List<Field> fields = fields("{from: users, fields: [{n: {count: orders.catalog, distinct: true}}, "
                + "{s: {sum: orders.catalog.price}}, {of: {max: orders.items, of: \"qty * orders.rate\"}}, "
                + "{d: {count_distinct: qty, through: orders.items}}]}");
        Total count = (Total) fields.get(0);
        assertThat(count.function()).isEqualTo(Function.COUNT);
        assertThat(count.relation().distinct()).isTrue();
        assertThat(count.column()).isEmpty();
        assertThat(((Total) fields.get(1)).column()).hasValue("price");
        Total of = (Total) fields.get(2);
        assertThat(of.column()).isEmpty();
        assertThat(of.of().orElseThrow().operands()).containsExactly(Column.own("qty"), new Column(0, "rate"));
        Total distinct = (Total) fields.get(3);
        assertThat(distinct.function()).isEqualTo(Function.COUNT_DISTINCT);
        assertThat(distinct.column()).hasValue("qty");
        assertThat(distinct.relation().path()).extracting(Step::source).containsExactly("orders", "items");
    }

    @Test
    void flattenAndPluck() {
        List<Field> fields = fields("{from: orders, fields: [{flatten: catalog}, "
                + "{lines: {pluck: items.line, distinct: true, by: line, limit: 3, order_by: -line}}]}");
        Flattened product = (Flattened) fields.get(0);
        assertThat(product.fields().list()).extracting(Field::name).containsExactly("id", "title", "price");
        Plucked lines = (Plucked) fields.get(1);
        assertThat(lines.column()).isEqualTo("line");
        assertThat(lines.relation())
                .isEqualTo(new Relation(
                        List.of(new Step("items", Direction.DOWN, List.of("order_id"))),
                        Optional.empty(),
                        false,
                        List.of(new Order(Column.own("line"), true)),
                        OptionalInt.of(3),
                        Optional.of(Column.own("line")),
                        true));
    }

    @Test
    void aGroupLeadsToItsRows() {
        View view = view("{from: orders, group_by: {who: user_id, month: \"format(at, 'yyyy-MM', 'UTC')\"}, "
                + "index: [who, [n, who]], where: \"n > 1 && row.who != null && month != ''\", "
                + "fields: [who, {n: {count: orders}}, {qty: {sum: orders.items.qty}}, {x: {expr: \"month + 'x'\"}}]}");
        assertThat(view.groups()).containsOnlyKeys("who", "month");
        assertThat(view.groups().values())
                .extracting(Computation::operands)
                .containsExactly(List.of(Column.own("user_id")), List.of(Column.own("at")));
        assertThat(view.indexes()).containsExactly(List.of("who"), List.of("n", "who"));
        assertThat(view.where().orElseThrow().operands())
                .containsExactly(new Member("n"), Column.own("who"), Column.own("month"));
        assertThat(((Total) view.fields().list().get(1)).relation().path())
                .containsExactly(new Step("orders", Direction.DOWN, List.of("who", "month")));
        assertThat(operands(view.fields().list().get(3))).containsExactly(Column.own("month"));
    }

    @Test
    void events() {
        Model model = model("  v: {from: users, fields: [{last: {many: clicks, limit: 5}}, {n: {count: clicks}}]}");
        Source clicks = model.source("clicks");
        assertThat(clicks.kind()).isEqualTo(Source.Kind.EVENTS);
        assertThat(clicks.key()).isEmpty();
    }

    @Test
    void sourcesSayHowTheirRecordsAreWritten() {
        Source source = ViewFiles.parse(Map.of("f.yaml", """
                sources:
                  s:
                    topic: t
                    format: {format: avro, registry: "http://registry:8081"}
                    key_format: string
                    key: id
                    version: updated_at
                    where: "deleted_at == null && row.kind == 's'"
                """)).model().source("s");
        assertThat(source.encoding())
                .isEqualTo(new Encoding(
                        Encoding.Format.AVRO,
                        Optional.of(Encoding.KeyFormat.STRING),
                        Optional.of("http://registry:8081")));
        assertThat(source.version()).hasValue("updated_at");
        assertThat(source.where().orElseThrow().operands())
                .containsExactly(Column.own("deleted_at"), Column.own("kind"));
    }

    private static List<Operand> operands(Field field) {
        return ((Computed) field).computation().operands();
    }

    private static List<Field> fields(String view) {
        return view(view).fields().list();
    }

    private static View view(String view) {
        return model("  v: " + view).view("v");
    }

    private static Model model(String views) {
        ViewFiles.Loaded loaded = ViewFiles.parse(Map.of("f.yaml", SOURCES + views));
        assertThat(loaded.warnings()).isEmpty();
        return loaded.model();
    }
}
