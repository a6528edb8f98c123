package dev.tributary.benchmarks.rows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Categories, each with the five products of which most was ordered. Not thread-safe. */
public final class BestSellerLedger implements Ledger {
    private static final int CATEGORIES = 20;
    private static final int LIMIT = 5;

    private final Shop shop;
    private final int[] qty;
    private final long[] sold;

    /** @param shop gives products and orders */
    public BestSellerLedger(Shop shop) {
        this.shop = shop;
        qty = new int[shop.orders() + 1];
        sold = new long[shop.products() + 1];
        Arrays.fill(qty, 1);
        for (int order = 1; order <= shop.orders(); order++) {
            sold[shop.productOf(order)]++;
        }
    }

    private static int categoryOf(int product) {
        return 1 + (product - 1) % CATEGORIES;
    }

    @Override
    public List<String> topics() {
        return List.of("products", "orders");
    }

    @Override
    public void each(Consumer<Row> to) {
        for (int product = 1; product <= shop.products(); product++) {
            to.accept(new Row(
                    "products",
                    product,
                    "{\"product_id\":" + product + ",\"category_id\":" + categoryOf(product) + ","
                            + Shop.productFields(product, 0) + "}"));
        }
        for (int order = 1; order <= shop.orders(); order++) {
            to.accept(row(order));
        }
    }

    private Row row(int order) {
        return new Row("orders", order, shop.order(order, qty[order]));
    }

    @Override
    public int rows() {
        return shop.products() + shop.orders();
    }

    @Override
    public Change change(Random random) {
        int order = 1 + random.nextInt(shop.orders());
        qty[order]++;
        sold[shop.productOf(order)]++;
        return new Change(row(order), categoryOf(shop.productOf(order)));
    }

    @Override
    public int documents() {
        return Math.min(CATEGORIES, shop.products());
    }

    @Override
    public int anyDocument(Random random) {
        return 1 + random.nextInt(documents());
    }

    @Override
    public String document(int category) {
        List<Integer> products = IntStream.rangeClosed(1, shop.products())
                .filter(product -> categoryOf(product) == category)
                .boxed()
                .toList();
        String top = products.stream()
                .sorted(Comparator.comparing((Integer product) -> -sold[product])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(LIMIT)
                .map(this::shown)
                .collect(Collectors.joining(",", "[", "]"));
        long all = products.stream().mapToLong(product -> sold[product]).sum();
        return "{\"category_id\":" + category + ",\"products\":" + products.size() + ",\"sold\":" + all + ",\"top\":"
                + top + "}";
    }

    private String shown(int product) {
        return "{\"product_id\":" + product + ",\"product_name\":\"" + Shop.productName(product, 0) + "\",\"sold\":"
                + sold[product] + "}";
    }
}
