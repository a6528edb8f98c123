package dev.tributary.benchmarks.dsl;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the three topics, and what is made of them. */
public final class Rows {
    private Rows() {}

    /** A customer. */
    public record User(
            @JsonProperty("user_id") long userId,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("country") @Nullable String country) {}

    /** What can be bought. */
    public record Product(
            @JsonProperty("product_id") long productId,
            @JsonProperty("product_name") @Nullable String productName,
            @JsonProperty("price") @Nullable BigDecimal price) {}

    /** What was bought. */
    public record Order(
            @JsonProperty("order_id") long orderId,
            @JsonProperty("user_id") @Nullable Long userId,
            @JsonProperty("product_id") @Nullable Long productId,
            @JsonProperty("qty") int qty,
            @JsonProperty("total_price") @Nullable BigDecimal totalPrice,
            @JsonProperty("status") @Nullable String status) {}

    /** What of a product an order shows. */
    public record ProductShown(
            @JsonProperty("product_name") @Nullable String productName,
            @JsonProperty("price") @Nullable BigDecimal price) {
        static @Nullable ProductShown of(@Nullable Product product) {
            return product == null ? null : new ProductShown(product.productName(), product.price());
        }
    }

    /** An order with its product. */
    public record OrderShown(
            @JsonProperty("order_id") long orderId,
            @JsonProperty("qty") int qty,
            @JsonProperty("total_price") @Nullable BigDecimal totalPrice,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("product") @Nullable ProductShown product) {
        static OrderShown of(Order order, @Nullable Product product) {
            return new OrderShown(
                    order.orderId(), order.qty(), order.totalPrice(), order.status(), ProductShown.of(product));
        }
    }

    /** An order on its way to its customer. */
    public record Joined(
            @JsonProperty("user_id") @Nullable Long userId,
            @JsonProperty("order") OrderShown order) {}

    /** A customer's orders, by their numbers. */
    public record Orders(@JsonProperty("orders") List<OrderShown> orders) {
        static final Orders NONE = new Orders(List.of());
    }

    /** The document. */
    public record Customer(
            @JsonProperty("user_id") long userId,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("country") @Nullable String country,
            @JsonProperty("orders") List<OrderShown> orders) {
        static Customer of(User user, @Nullable Orders orders) {
            return new Customer(
                    user.userId(), user.name(), user.country(), orders == null ? List.of() : orders.orders());
        }
    }
}
