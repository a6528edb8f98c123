package dev.tributary.benchmarks.rows;

import java.math.BigDecimal;
import java.util.List;

/**
 * The rows of a shop, each made from its number. Immutable.
 *
 * @param orders at the start; each customer has the same number of them, but for those of the first
 * @param ordersOfFirst orders of customer 1, which may be many more
 * @param firstIsPopular whether every other order is one of product 1
 */
public record Shop(int customers, int products, int orders, int ordersOfFirst, boolean firstIsPopular) {
    public static final List<String> COUNTRIES = List.of("DE", "FR", "IT", "PL", "SE");

    public Shop {
        if (customers < 2 || products < 1 || ordersOfFirst > orders) {
            throw new IllegalArgumentException(
                    "Expected two customers, a product, and no more orders of the first" + " than there are, but came "
                            + customers + ", " + products + ", " + ordersOfFirst + " of " + orders);
        }
    }

    /** One in which every customer has about as many orders. */
    public static Shop even(int customers, int products, int orders) {
        return new Shop(customers, products, orders, orders / customers, false);
    }

    /** One in which a customer has half of all orders, and half of all orders are of one product. */
    public static Shop skewed(int customers, int products, int orders) {
        return new Shop(customers, products, orders, orders / 2, true);
    }

    /** One in which all customers but the first have as many orders. */
    public static Shop withLargeCustomer(int ordersOfFirst, int others, int ordersOfEach, int products) {
        return new Shop(1 + others, products, ordersOfFirst + others * ordersOfEach, ordersOfFirst, false);
    }

    /** Whose order it is, from 1. */
    public int customerOf(int order) {
        return order <= ordersOfFirst ? 1 : 2 + (order - ordersOfFirst - 1) % (customers - 1);
    }

    /** What was ordered, from 1. */
    public int productOf(int order) {
        if (firstIsPopular && order % 2 == 0) {
            return 1;
        }
        long mixed = order * 0x9E3779B97F4A7C15L;
        return 1 + (int) ((mixed >>> 33) % products);
    }

    /** One of {@link #COUNTRIES}. */
    public static String country(int customer) {
        return COUNTRIES.get(customer % COUNTRIES.size());
    }

    static BigDecimal price(int product) {
        return BigDecimal.valueOf(199 + product % 5_000, 2);
    }

    /** The JSON of a customer's row. */
    public String customer(int number) {
        return "{\"user_id\":" + number + ",\"name\":\"Customer number " + number + "\",\"country\":\""
                + country(number) + "\"}";
    }

    /**
     * The JSON of a product's row.
     *
     * @param edition what changes from version to version
     */
    public String product(int number, int edition) {
        return "{\"product_id\":" + number + "," + productFields(number, edition) + "}";
    }

    static String productName(int number, int edition) {
        return "Product number " + number + (edition == 0 ? "" : ", edition " + edition);
    }

    static String productFields(int number, int edition) {
        return "\"product_name\":\"" + productName(number, edition) + "\",\"price\":" + price(number);
    }

    /**
     * The JSON of an order's row.
     *
     * @param qty what changes from version to version
     */
    public String order(int number, int qty) {
        return "{\"order_id\":" + number + ",\"user_id\":" + customerOf(number) + ",\"product_id\":" + productOf(number)
                + "," + orderFields(number, qty) + "}";
    }

    private String orderFields(int number, int qty) {
        return "\"qty\":" + qty + ",\"total_price\":" + price(productOf(number)).multiply(BigDecimal.valueOf(qty))
                + ",\"status\":\"paid\"";
    }

    /** The JSON of an order as it stands in a document. */
    String orderShown(int number, int qty, int edition) {
        return "{\"order_id\":" + number + "," + orderFields(number, qty) + ",\"product\":{"
                + productFields(productOf(number), edition) + "}}";
    }
}
