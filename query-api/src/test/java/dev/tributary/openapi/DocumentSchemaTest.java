package dev.tributary.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.plan.Plan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the schema says of each kind of field. */
final class DocumentSchemaTest {
    private static final String FILE = """
            sources:
              users:
                topic: users
                key: user_id
                types: {born: date, vip: boolean, balance: "decimal(9,2)", data: json, seen: timestamp_millis, at: time_millis}
              orders:
                topic: orders
                key: order_id
                references: {user_id: users, product_id: catalog}
                types: {qty: int32, ordered: timestamp}
              catalog:
                topic: catalog
                columns: {product_id: int64, title: string, image: bytes, weight: float64}
                key: product_id
            views:
              pages:
                from: users
                fields:
                  - user_id
                  - born
                  - FIELD
              others:
                from: users
                where: "true"
                fields: [user_id, vip, {items: {count: orders}}]
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            vip                                | {"type":["boolean","null"]}
            balance                            | {"type":["number","null"],"description":"decimal(9,2), exact"}
            data                               | {}
            anything                           | {}
            at                                 | {"type":["string","null"],"description":"a time like 03:04:05"}
            x: {column: seen}                  | {"type":["string","null"],"format":"date-time"}
            x: {expr: "vip == true"}           | {"description":"computed: vip == true"}
            x: {count: orders}                 | {"type":"integer","minimum":0,"description":"count of orders"}
            x: {count_distinct: orders.qty}    | {"type":"integer","minimum":0,"description":"count distinct of orders.qty"}
            x: {sum: orders, of: "qty * 2"}    | {"type":"number","description":"sum of orders: qty * 2"}
            x: {avg: orders.qty, where: "qty > 1"} | {"type":["number","null"],"description":"avg of orders.qty, where qty > 1"}
            x: {min: orders.ordered}           | {"type":["string","null"],"format":"date-time","description":"min of orders.ordered"}
            x: {max: orders, of: "qty"}        | {"description":"max of orders: qty"}
            x: {max: orders.catalog.title}     | {"type":["string","null"],"description":"max of orders.catalog.title"}
            x: {pluck: orders.qty, limit: 3}   | {"type":"array","items":{"type":["integer","null"],"format":"int32"},"maxItems":3}
            x: {pluck: orders.qty, by: order_id} | {"type":"object","additionalProperties":{"type":["integer","null"],"format":"int32"}}
            x: {many: orders, limit: 2, fields: [qty]} | {"type":"array","items":{"type":"object","properties":{"qty":{"type":["integer","null"],"format":"int32"}},"required":["qty"],"additionalProperties":false},"maxItems":2}
            x: {many: orders, by: order_id, fields: [note]} | {"type":"object","additionalProperties":{"type":"object","properties":{"note":{}},"required":["note"],"additionalProperties":false}}
            x: {many: orders}                  | {"type":"array","items":{"type":"object","properties":{"qty":{"type":["integer","null"],"format":"int32"},"ordered":{"type":["string","null"],"format":"date-time"}}}}
            x: {many: orders.catalog, fields: [{q: {column: orders.qty}}, image]} | {"type":"array","items":{"type":"object","properties":{"q":{"type":["integer","null"],"format":"int32"},"image":{"type":["string","null"],"contentEncoding":"base64"}},"required":["q","image"],"additionalProperties":false}}
            x: {many: orders, fields: [{p: {one: catalog, fields: [weight]}}]} | {"type":"array","items":{"type":"object","properties":{"p":{"type":["object","null"],"properties":{"weight":{"type":["number","null"]}},"required":["weight"],"additionalProperties":false}},"required":["p"],"additionalProperties":false}}
            x: {many: orders, fields: [{p: {one: catalog, required: true, fields: [weight]}}]} | {"type":"array","items":{"type":"object","properties":{"p":{"type":"object","properties":{"weight":{"type":["number","null"]}},"required":["weight"],"additionalProperties":false}},"required":["p"],"additionalProperties":false}}
            x: {many: orders, fields: [{flatten: others, fields: [items]}]} | {"type":"array","items":{"type":"object","properties":{"items":{"type":["integer","null"],"minimum":0,"description":"count of orders"}},"required":["items"],"additionalProperties":false}}
            x: {many: orders, fields: [{flatten: others, required: true, fields: [items, vip]}]} | {"type":"array","items":{"type":"object","properties":{"items":{"type":"integer","minimum":0,"description":"count of orders"},"vip":{"type":["boolean","null"]}},"required":["items","vip"],"additionalProperties":false}}
            x: {max: orders.others.items}      | {"type":["integer","null"],"minimum":0,"description":"max of orders.others.items"}
            """)
    void ofAField(String field, String schema) {
        JsonNode document = ofView(FILE.replace("FIELD", field.startsWith("x: ") ? "{" + field + "}" : field), "pages");
        String name = field.startsWith("x: ") ? "x" : field;
        assertThat(document.path("properties").path(name).toString()).isEqualTo(schema);
        assertThat(document.path("required").toString()).isEqualTo("[\"user_id\",\"born\",\"" + name + "\"]");
        assertThat(document.path("additionalProperties").toString()).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {from: catalog}  | {"type":"object","properties":{"product_id":{"type":["integer","null"],"format":"int64"},"title":{"type":["string","null"]},"image":{"type":["string","null"],"contentEncoding":"base64"},"weight":{"type":["number","null"]}}}
            {from: others}   | {"type":"object","properties":{"user_id":{},"vip":{"type":["boolean","null"]},"items":{"type":"integer","minimum":0,"description":"count of orders"}},"required":["user_id","vip","items"],"additionalProperties":false}
            {from: others, fields: [items]} | {"type":"object","properties":{"items":{"type":"integer","minimum":0,"description":"count of orders"}},"required":["items"],"additionalProperties":false}
            {from: orders, group_by: {month: "format(ordered, 'yyyy-MM', 'UTC')"}} | {"type":"object","properties":{"month":{"description":"computed: format(ordered, 'yyyy-MM', 'UTC')"}},"required":["month"],"additionalProperties":false}
            {from: orders, group_by: {day: "ordered"}, fields: [day, {n: {count: orders}}, {most: {max: orders.qty}}]} | {"type":"object","properties":{"day":{},"n":{"type":"integer","minimum":0,"description":"count of orders"},"most":{"type":["integer","null"],"format":"int32","description":"max of orders.qty"}},"required":["day","n","most"],"additionalProperties":false}
            """)
    void ofAView(String view, String schema) {
        JsonNode document = ofView(FILE.replace("FIELD", "vip") + "  last: " + view + "\n", "last");
        assertThat(document.toString()).isEqualTo(schema);
    }

    private static JsonNode ofView(String file, String name) {
        Plan plan = Examples.plansOf(file).stream()
                .filter(each -> each.view().name().equals(name))
                .findFirst()
                .orElseThrow();
        return new DocumentSchema(plan.model()).of(plan.view());
    }
}
