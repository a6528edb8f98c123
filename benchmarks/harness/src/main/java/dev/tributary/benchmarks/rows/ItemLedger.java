package dev.tributary.benchmarks.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** Customers with their orders, each with its items, each with its product: three relations deep. Not thread-safe. */
public final class ItemLedger implements Ledger {
    private static final int ITEMS_OF_ORDER = 2;

    private final Shop shop;
    private final int items;
    private final int[] qty;
    private final List<List<Integer>> ordersOf = new ArrayList<>();

    /** @param shop gives customers, products and orders; what was ordered is in the items */
    public ItemLedger(Shop shop) {
        this.shop = shop;
        items = shop.orders() * ITEMS_OF_ORDER;
        qty = new int[items + 1];
        Arrays.fill(qty, 1);
        for (int customer = 0; customer <= shop.customers(); customer++) {
            ordersOf.add(new ArrayList<>());
        }
        for (int order = 1; order <= shop.orders(); order++) {
            ordersOf.get(shop.customerOf(order)).add(order);
        }
    }

    @Override
    public List<String> topics() {
        return List.of("users", "products", "orders", "items");
    }

    @Override
    public void each(Consumer<Row> to) {
        for (int user = 1; user <= shop.customers(); user++) {
            to.accept(new Row("users", user, shop.customer(user)));
        }
        for (int product = 1; product <= shop.products(); product++) {
            to.accept(new Row("products", product, shop.product(product, 0)));
        }
        for (int order = 1; order <= shop.orders(); order++) {
            to.accept(new Row(
                    "orders",
                    order,
                    "{\"order_id\":" + order + ",\"user_id\":" + shop.customerOf(order) + ",\"status\":\"paid\"}"));
        }
        for (int item = 1; item <= items; item++) {
            to.accept(item(item));
        }
    }

    private static int orderOf(int item) {
        return 1 + (item - 1) / ITEMS_OF_ORDER;
    }

    private Row item(int number) {
        return new Row(
                "items",
                number,
                "{\"item_id\":" + number + ",\"order_id\":" + orderOf(number) + ",\"product_id\":"
                        + shop.productOf(number) + ",\"qty\":" + qty[number] + "}");
    }

    @Override
    public int rows() {
        return shop.customers() + shop.products() + shop.orders() + items;
    }

    @Override
    public Change change(Random random) {
        int item = 1 + random.nextInt(items);
        qty[item]++;
        return new Change(item(item), shop.customerOf(orderOf(item)));
    }

    @Override
    public int documents() {
        return shop.customers();
    }

    @Override
    public int anyDocument(Random random) {
        return 1 + random.nextInt(shop.customers());
    }

    @Override
    public String document(int customer) {
        StringJoiner orders = new StringJoiner(",", "[", "]");
        ordersOf.get(customer).forEach(order -> orders.add(shown(order)));
        String row = shop.customer(customer);
        return row.substring(0, row.length() - 1) + ",\"orders\":" + orders + "}";
    }

    private String shown(int order) {
        StringJoiner shown = new StringJoiner(",", "[", "]");
        for (int item = 1 + (order - 1) * ITEMS_OF_ORDER; item <= order * ITEMS_OF_ORDER; item++) {
            shown.add("{\"item_id\":" + item + ",\"qty\":" + qty[item] + ",\"product\":{"
                    + Shop.productFields(shop.productOf(item), 0) + "}}");
        }
        return "{\"order_id\":" + order + ",\"status\":\"paid\",\"items\":" + shown + "}";
    }
}
