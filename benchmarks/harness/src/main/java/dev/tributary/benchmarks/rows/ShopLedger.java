package dev.tributary.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Consumer;

/** Customers with their orders, each with its product. Not thread-safe. */
public final class ShopLedger implements Ledger {
    /** Where the orders are written. */
    public static final String ORDERS = "orders";

    private final Shop shop;
    private final int[] qty;
    private final int[] editions;
    private final List<List<Integer>> ordersOf = new ArrayList<>();

    public ShopLedger(Shop shop) {
        this.shop = shop;
        qty = new int[shop.orders() + 1];
        editions = new int[shop.products() + 1];
        for (int customer = 0; customer <= shop.customers(); customer++) {
            ordersOf.add(new ArrayList<>());
        }
        for (int order = 1; order <= shop.orders(); order++) {
            qty[order] = 1;
            ordersOf.get(shop.customerOf(order)).add(order);
        }
    }

    public Shop shop() {
        return shop;
    }

    @Override
    public List<String> topics() {
        return List.of("users", "products", ORDERS);
    }

    @Override
    public void each(Consumer<Row> to) {
        for (int user = 1; user <= shop.customers(); user++) {
            to.accept(new Row("users", user, shop.customer(user)));
        }
        for (int product = 1; product <= shop.products(); product++) {
            to.accept(new Row("products", product, shop.product(product, editions[product])));
        }
        for (int order = 1; order <= shop.orders(); order++) {
            to.accept(new Row(ORDERS, order, row(order)));
        }
    }

    @Override
    public int rows() {
        return shop.customers() + shop.products() + shop.orders();
    }

    /** The order's row as it is now. */
    private String row(int order) {
        return shop.order(order, qty[order]);
    }

    /** Changes an order to what it was not, and gives its row. */
    public String change(int order) {
        qty[order]++;
        return row(order);
    }

    @Override
    public Change change(Random random) {
        int order = 1 + random.nextInt(shop.orders());
        return new Change(new Row(ORDERS, order, change(order)), shop.customerOf(order));
    }

    /** Changes what all its orders show of a product. */
    public Row changeProduct(int product) {
        editions[product]++;
        return new Row("products", product, shop.product(product, editions[product]));
    }

    /** How many of its product an order is for, as it is now. */
    public int quantityOf(int order) {
        return qty[order];
    }

    @Override
    public int documents() {
        return shop.customers();
    }

    /** Not the first, who may have many more orders. */
    @Override
    public int anyDocument(Random random) {
        return 2 + random.nextInt(shop.customers() - 1);
    }

    @Override
    public String document(int customer) {
        return document(customer, ordersOf.get(customer));
    }

    /** A customer's document that shows no more than the newest orders, the newest first. */
    public String newest(int customer, int limit) {
        List<Integer> all = ordersOf.get(customer);
        List<Integer> newest = new ArrayList<>();
        for (int at = all.size() - 1; at >= Math.max(0, all.size() - limit); at--) {
            newest.add(all.get(at));
        }
        return document(customer, newest);
    }

    /** The JSON array of a customer's first orders. */
    public String first(int customer, int limit) {
        List<Integer> all = ordersOf.get(customer);
        return shown(all.subList(0, Math.min(limit, all.size())));
    }

    private String document(int customer, List<Integer> orders) {
        String row = shop.customer(customer);
        return row.substring(0, row.length() - 1) + ",\"orders\":" + shown(orders) + "}";
    }

    private String shown(List<Integer> orders) {
        StringJoiner array = new StringJoiner(",", "[", "]");
        orders.forEach(order -> array.add(shop.orderShown(order, qty[order], editions[shop.productOf(order)])));
        return array.toString();
    }
}
