package dev.tributary.trials.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.trials.rows.Ledger;
import dev.tributary.trials.rows.RowId;
import dev.tributary.trials.rows.RowVersion;
import dev.tributary.trials.rows.Shop;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks documents against the rows that were sent. Every row shown must be one that was sent, column by column; totals must
 * agree with the rows beside them; what should be there by the declared staleness must be. Thread-safe.
 */
public final class Judge {
    /**
     * By how much a declared staleness may fall short: instances look at their lag twice a second, and need a moment for it.
     */
    public static final Duration SLACK = Duration.ofMillis(1_500);

    /** A long lag is told less exactly: it may fall short by a fifth, too. */
    private static final int PART_OF_LAG = 5;

    private final Ledger ledger;

    public Judge(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Whether an answer is staler than it says. */
    public static boolean isUntrue(Seen seen) {
        return seen.staleNs() > allowedNs(seen);
    }

    private static long allowedNs(Seen seen) {
        return (seen.lagMs() + seen.lagMs() / PART_OF_LAG) * 1_000_000 + SLACK.toNanos();
    }

    /** A document of any view. */
    public void document(String view, String key, JsonNode document, Seen seen) {
        if (view.equals(Shop.CUSTOMER_ORDERS)) {
            customer(Long.parseLong(key), document, seen);
        } else {
            category(key, document, seen);
        }
    }

    /** There is no document of that key. */
    public void missing(String view, String key, Seen seen) {
        if (view.equals(Shop.CUSTOMER_ORDERS)) {
            absent(
                    new RowId(Shop.CUSTOMERS, Long.parseLong(key)),
                    each -> each.row().isPresent(),
                    seen);
        } else {
            productsOf(key, Set.of(), seen);
        }
    }

    private void customer(long key, JsonNode document, Seen seen) {
        RowId id = new RowId(Shop.CUSTOMERS, key);
        if (document.path("customer_id").longValue() != key) {
            seen.wrong(id + " is answered with " + document);
        }
        row("", id, document, List.of("city"), seen);
        Set<RowId> shown = new HashSet<>();
        for (JsonNode order : document.path("orders")) {
            RowId orderId = new RowId(Shop.ORDERS, order.path("order_id").longValue());
            shown.add(orderId);
            row("", orderId, order, List.of("amount", "placed"), seen)
                    .ifPresent(version -> order(key, orderId, version, order.path("product"), seen));
        }
        totals(id, document, shown, seen);
    }

    /** Where all orders are shown, they make the totals, and none is missing. */
    private void totals(RowId id, JsonNode document, Set<RowId> shown, Seen seen) {
        JsonNode orders = document.path("orders");
        int count = document.path("order_count").intValue();
        if (orders.size() != Math.min(count, Shop.ORDERS_SHOWN) || shown.size() != orders.size()) {
            seen.wrong(id + " counts " + count + " orders, and shows " + orders.size());
        }
        if (count > Shop.ORDERS_SHOWN) {
            return;
        }
        BigDecimal spent = sum(orders, "amount");
        if (document.path("spent").decimalValue().compareTo(spent) != 0) {
            seen.wrong(id + " spent " + document.path("spent") + ", its orders make " + spent);
        }
        for (RowId order : ledger.ordersOf(id.key())) {
            if (!shown.contains(order)) {
                absent(order, each -> each.has("customer_id", BigDecimal.valueOf(id.key())), seen);
            }
        }
    }

    private static BigDecimal sum(JsonNode rows, String column) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            sum = sum.add(row.path(column).decimalValue());
        }
        return sum;
    }

    private void order(long customer, RowId id, RowVersion version, JsonNode product, Seen seen) {
        Map<String, @Nullable Object> row = version.row().orElseThrow();
        if (!version.has("customer_id", BigDecimal.valueOf(customer))) {
            seen.wrong("version " + version.number() + " of " + id + " is shown in customer " + customer);
        }
        if (!(row.get("product_id") instanceof BigDecimal key)) {
            if (!product.isNull()) {
                seen.wrong("version " + version.number() + " of " + id + " has no product, shown is " + product);
            }
            return;
        }
        RowId productId = new RowId(Shop.PRODUCTS, key.longValueExact());
        if (product.isNull()) {
            absent(productId, each -> each.row().isPresent(), seen);
        } else if (product.path("product_id").longValue() != productId.key()) {
            seen.wrong("version " + version.number() + " of " + id + " has " + productId + ", shown is " + product);
        } else {
            row(id + ": ", productId, product, List.of("price"), seen);
        }
    }

    private void category(String name, JsonNode document, Seen seen) {
        if (!document.path("category").asText().equals(name)) {
            seen.wrong(name + " is answered with " + document);
        }
        Set<RowId> shown = new HashSet<>();
        for (JsonNode product : document.path("products")) {
            RowId id = new RowId(Shop.PRODUCTS, product.path("product_id").longValue());
            shown.add(id);
            row(name + ": ", id, product, List.of("stock"), seen)
                    .filter(version -> !version.has("category", name))
                    .ifPresent(version ->
                            seen.wrong("version " + version.number() + " of " + id + " is shown in " + name));
        }
        BigDecimal stock = sum(document.path("products"), "stock");
        if (document.path("product_count").intValue() != shown.size()
                || document.path("stock").decimalValue().compareTo(stock) != 0) {
            seen.wrong(name + " has totals that its products do not make: " + document);
        }
        productsOf(name, shown, seen);
    }

    private void productsOf(String category, Set<RowId> shown, Seen seen) {
        for (long key = 1; key <= Shop.PRODUCT_KEYS; key++) {
            RowId id = new RowId(Shop.PRODUCTS, key);
            if (!shown.contains(id)) {
                absent(id, each -> each.has("category", category), seen);
            }
        }
    }

    /** A row is shown: in which version, and since when there is a newer one. */
    private Optional<RowVersion> row(String place, RowId id, JsonNode shown, List<String> columns, Seen seen) {
        long number = shown.path("version").longValue();
        Optional<RowVersion> version = ledger.version(id, number).filter(each -> each.sentNs() <= seen.endNs());
        if (version.isEmpty() || version.get().row().isEmpty()) {
            seen.wrong("there is no version " + number + " of " + id + ", shown is " + shown);
            return Optional.empty();
        }
        Map<String, @Nullable Object> row = version.get().row().get();
        for (String column : columns) {
            if (!same(row.get(column), shown.path(column))) {
                seen.wrong("version " + number + " of " + id + " has " + row.get(column) + " in " + column
                        + ", shown is " + shown);
            }
        }
        seen.shown(place, id, number);
        ledger.version(id, number + 1)
                .ifPresent(newer -> seen.stale(newer.acknowledgedNs(), id + " in version " + number));
        return version;
    }

    private static boolean same(@Nullable Object sent, JsonNode shown) {
        return sent instanceof BigDecimal number
                ? shown.isNumber() && number.compareTo(shown.decimalValue()) == 0
                : sent instanceof String text && text.equals(shown.asText());
    }

    /** A row is not shown, though by the declared staleness every version that might be shown belongs there. */
    private void absent(RowId id, Predicate<RowVersion> belongs, Seen seen) {
        long cutNs = seen.startNs() - allowedNs(seen);
        List<RowVersion> visible = ledger.visible(id, cutNs, seen.endNs());
        if (!visible.isEmpty() && visible.stream().allMatch(belongs)) {
            RowVersion oldest = visible.get(visible.size() - 1);
            seen.stale(oldest.acknowledgedNs(), id + " not shown, version " + oldest.number());
        }
    }
}
