package dev.tributary.trials.rows;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Random changes of the shop's rows without end, the same for the same seed: at first all rows, then updates that also move
 * rows between customers, products and categories, deletions, and rows that come back.
 */
final class Changes {
    private static final int CANDIDATES = 4;

    private final Random random;
    private final Deque<RowId> first = new ArrayDeque<>();
    private final Set<RowId> present = new HashSet<>();

    /** @param row empty for a deletion */
    record Change(RowId id, Optional<Map<String, @Nullable Object>> row) {}

    Changes(long seed) {
        random = new Random(seed);
        for (String source : Shop.SOURCES) {
            for (long key = 1; key <= Shop.keys(source); key++) {
                first.add(new RowId(source, key));
            }
        }
    }

    /** How many rows there are at first. */
    static int initial() {
        return Shop.SOURCES.stream().mapToInt(Shop::keys).sum();
    }

    Change next() {
        RowId next = first.poll();
        if (next != null) {
            return upsert(next);
        }
        String source = source();
        RowId id = new RowId(source, 1 + random.nextInt(Shop.keys(source)));
        if (present.contains(id) && random.nextInt(10) == 0) {
            present.remove(id);
            return new Change(id, Optional.empty());
        }
        return upsert(id);
    }

    private String source() {
        int dice = random.nextInt(10);
        return dice < 7 ? Shop.ORDERS : dice < 9 ? Shop.PRODUCTS : Shop.CUSTOMERS;
    }

    private Change upsert(RowId id) {
        present.add(id);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put(Shop.keyColumn(id.source()), BigDecimal.valueOf(id.key()));
        switch (id.source()) {
            case Shop.CUSTOMERS -> row.put("city", "city-" + random.nextInt(Shop.CITY_NAMES));
            case Shop.PRODUCTS -> product(id.key(), row);
            default -> order(id.key(), row);
        }
        return new Change(id, Optional.of(row));
    }

    private void product(long key, Map<String, @Nullable Object> row) {
        row.put("category", "category-" + (key + random.nextInt(2)) % Shop.CATEGORY_NAMES);
        row.put("price", BigDecimal.valueOf(1 + random.nextInt(100_000), 2));
        row.put("stock", BigDecimal.valueOf(random.nextInt(500)));
    }

    /** An order is of few customers in its life, so that few orders ever were a customer's. */
    private void order(long key, Map<String, @Nullable Object> row) {
        long customer = (key * 7 + random.nextInt(CANDIDATES) * 31L) % Shop.CUSTOMER_KEYS + 1;
        row.put("customer_id", BigDecimal.valueOf(customer));
        row.put(
                "product_id",
                random.nextInt(20) == 0 ? null : BigDecimal.valueOf(1 + random.nextInt(Shop.PRODUCT_KEYS)));
        row.put("amount", BigDecimal.valueOf(1 + random.nextInt(100_000), 2));
        row.put("placed", BigDecimal.valueOf(random.nextInt(1_000)));
    }
}
