package dev.tributary.benchmarks.dsl;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.benchmarks.dsl.Rows.Product;
import dev.tributary.benchmarks.dsl.Rows.ProductShown;
import dev.tributary.benchmarks.dsl.Rows.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders whose products are in items of their own, and what is made of them. */
public final class ItemRows {
    private ItemRows() {}

    /** An order without what was ordered. */
    public record ItemOrder(
            @JsonProperty("order_id") long orderId,
            @JsonProperty("user_id") @Nullable Long userId,
            @JsonProperty("status") @Nullable String status) {}

    /** A line of an order. */
    public record Item(
            @JsonProperty("item_id") long itemId,
            @JsonProperty("order_id") @Nullable Long orderId,
            @JsonProperty("product_id") @Nullable Long productId,
            @JsonProperty("qty") int qty) {}

    /** An item with its product. */
    public record ItemShown(
            @JsonProperty("item_id") long itemId,
            @JsonProperty("qty") int qty,
            @JsonProperty("product") @Nullable ProductShown product) {}

    /** An item on its way to its order. */
    public record JoinedItem(
            @JsonProperty("order_id") @Nullable Long orderId,
            @JsonProperty("item") ItemShown item) {
        static JoinedItem of(Item item, @Nullable Product product) {
            return new JoinedItem(item.orderId(), new ItemShown(item.itemId(), item.qty(), ProductShown.of(product)));
        }
    }

    /** An order's items, by their numbers. */
    public record Items(@JsonProperty("items") List<ItemShown> items) {
        static final Items NONE = new Items(List.of());
    }

    /** An order with its items. */
    public record ItemOrderShown(
            @JsonProperty("order_id") long orderId,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("items") List<ItemShown> items) {}

    /** An order on its way to its customer. */
    public record JoinedOrder(
            @JsonProperty("user_id") @Nullable Long userId,
            @JsonProperty("order") ItemOrderShown order) {
        static JoinedOrder of(ItemOrder order, @Nullable Items items) {
            return new JoinedOrder(
                    order.userId(),
                    new ItemOrderShown(order.orderId(), order.status(), items == null ? List.of() : items.items()));
        }
    }

    /** A customer's orders, by their numbers. */
    public record ItemOrders(@JsonProperty("orders") List<ItemOrderShown> orders) {
        static final ItemOrders NONE = new ItemOrders(List.of());
    }

    /** The document. */
    public record ItemCustomer(
            @JsonProperty("user_id") long userId,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("country") @Nullable String country,
            @JsonProperty("orders") List<ItemOrderShown> orders) {
        static ItemCustomer of(User user, @Nullable ItemOrders orders) {
            return new ItemCustomer(
                    user.userId(), user.name(), user.country(), orders == null ? List.of() : orders.orders());
        }
    }
}
