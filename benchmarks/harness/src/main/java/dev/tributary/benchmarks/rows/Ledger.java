package dev.tributary.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** What the newest version of each row is, and so what each document must be. Not thread-safe. */
public final class Ledger {
    private final Shop shop;
    private final int[] qty;
    private final List<List<Integer>> ordersOf = new ArrayList<>();

    public Ledger(Shop shop) {
        this.shop = shop;
        qty = new int[shop.orders() + 1];
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

    /** The order's row as it is now. */
    public String row(int order) {
        return shop.order(order, qty[order]);
    }

    /** Changes an order, and gives its row. */
    public String change(int order, int to) {
        qty[order] = to;
        return row(order);
    }

    /** Changes an order to what it was not, and gives its row. */
    public String change(int order) {
        return change(order, qty[order] + 1);
    }

    /** How many of its product an order is for, as it is now. */
    public int quantityOf(int order) {
        return qty[order];
    }

    /** The orders of a customer. */
    public List<Integer> ordersOf(int customer) {
        return ordersOf.get(customer);
    }

    /** The JSON of a customer's document. */
    public String document(int customer) {
        StringJoiner orders = new StringJoiner(",", "[", "]");
        ordersOf.get(customer).forEach(order -> orders.add(shop.orderShown(order, qty[order])));
        String row = shop.customer(customer);
        return row.substring(0, row.length() - 1) + ",\"orders\":" + orders + "}";
    }
}
