package dev.tributary.http;

import java.nio.file.Path;

/** A view with fields of every kind, and one of all columns, for selections and nested pages. */
final class ShopView {
    private static final String FILE = """
            sources:
              users: {topic: users, key: user_id, references: {city_id: cities}}
              cities: {topic: cities, key: city_id}
              museums: {topic: museums, key: museum_id, references: {city_id: cities}}
              catalog: {topic: catalog, key: product_id}
              orders: {topic: orders, key: order_id, references: {user_id: users, product_id: catalog}}
              items: {topic: items, key: item_id, references: {order_id: orders}}
            views:
              shop:
                from: users
                index: name
                fields:
                  - user_id
                  - name
                  - address
                  - "a,b(c)": {column: odd}
                  - order_count: {count: orders}
                  - is_regular: {expr: "order_count > 1"}
                  - flatten: cities
                    fields:
                      - city
                      - museums: {many: museums, fields: [museum_id]}
                  - orders:
                      many: orders
                      order_by: [-rank]
                      limit: 2
                      fields:
                        - order_id
                        - total
                        - product: {one: catalog, fields: [title, stock]}
                        - items: {many: items, fields: [item_id, qty]}
                  - latest: {one: orders, order_by: [-total], fields: [order_id, item_count: {count: items}]}
                  - latest_items: {expr: "latest.item_count * 10"}
                  - by_status: {many: orders, by: status, order_by: [-rank], fields: [order_id, total]}
                  - totals: {pluck: orders.total, order_by: [rank]}
                  - products: {pluck: orders.product_id, distinct: true, order_by: [rank]}
              rows:
                from: users
            """;

    private ShopView() {}

    static TestView of(Path directory) {
        return TestView.of(directory.resolve("shop"), FILE, "shop", TestApi.PARTITIONS);
    }

    static TestView rows(Path directory) {
        return TestView.of(directory.resolve("rows"), FILE, "rows", TestApi.PARTITIONS);
    }

    /** A user with three orders, of which the document shows two. */
    static void fill(TestView shop) {
        shop.put("cities", "{\"city_id\":5,\"city\":\"Delft\"}");
        shop.put("museums", "{\"museum_id\":1,\"city_id\":5}");
        shop.put("museums", "{\"museum_id\":2,\"city_id\":5}");
        shop.put(
                "users",
                "{\"user_id\":1,\"name\":\"Ada\",\"address\":{\"street\":\"Oak \\\"1\\\"\",\"geo\":{\"lat\":52.0100,"
                        + "\"lon\":4.3}},\"odd\":[1,{\"x\":2,\"y\":[{\"x\":3,\"z\":4}]}],\"city_id\":5}");
        shop.put("catalog", "{\"product_id\":7,\"title\":\"Loom\",\"stock\":3}");
        order(shop, 10, 1, "12.50", "paid", 7);
        order(shop, 11, 2, "12345678901234567890.10", "paid", 7);
        order(shop, 12, 3, "0.00", "new", 8);
        shop.put("items", "{\"item_id\":100,\"order_id\":11,\"qty\":1}");
        shop.put("items", "{\"item_id\":101,\"order_id\":11,\"qty\":2}");
    }

    private static void order(TestView shop, int id, int rank, String total, String status, int product) {
        shop.put(
                "orders",
                "{\"order_id\":%d,\"user_id\":1,\"rank\":%d,\"total\":%s,\"status\":\"%s\",\"product_id\":%d}"
                        .formatted(id, rank, total, status, product));
    }
}
