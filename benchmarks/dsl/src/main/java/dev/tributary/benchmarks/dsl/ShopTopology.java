package dev.tributary.benchmarks.dsl;

import dev.tributary.benchmarks.dsl.Rows.Customer;
import dev.tributary.benchmarks.dsl.Rows.Joined;
import dev.tributary.benchmarks.dsl.Rows.Order;
import dev.tributary.benchmarks.dsl.Rows.OrderShown;
import dev.tributary.benchmarks.dsl.Rows.Orders;
import dev.tributary.benchmarks.dsl.Rows.Product;
import dev.tributary.benchmarks.dsl.Rows.User;
import java.util.Comparator;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TableJoined;

/**
 * Customers with their orders, each with its product, as the DSL's guides show it: a foreign-key join, a group with an array
 * to which orders are added and from which they are taken, and a join with the customer. Keys are the rows' numbers as text.
 */
public final class ShopTopology {
    /** Where the documents are, by the customer's number as text. */
    public static final String STORE = "customer-orders";

    private static final Comparator<OrderShown> BY_NUMBER = Comparator.comparingLong(OrderShown::orderId);

    private ShopTopology() {}

    /** Adds the topology to what is built. */
    public static void addTo(StreamsBuilder builder) {
        KTable<String, User> users = Tables.of(builder, "users", User.class);
        KTable<String, Product> products = Tables.of(builder, "products", Product.class);
        KTable<String, Order> orders = Tables.of(builder, "orders", Order.class);

        KTable<String, Joined> joined = orders.leftJoin(
                products,
                order -> order.productId() == null ? null : order.productId().toString(),
                (order, product) -> new Joined(order.userId(), OrderShown.of(order, product)),
                TableJoined.as("order-product"),
                Materialized.with(Tables.KEY, JsonSerde.of(Joined.class)));
        KTable<String, Orders> ofUsers = joined.filter((order, row) -> row.userId() != null)
                .groupBy(
                        (order, row) -> KeyValue.pair(String.valueOf(row.userId()), row),
                        Grouped.with("orders-by-user", Tables.KEY, JsonSerde.of(Joined.class)))
                .aggregate(
                        () -> Orders.NONE,
                        (user, row, list) -> new Orders(SortedLists.with(list.orders(), row.order(), BY_NUMBER)),
                        (user, row, list) -> new Orders(SortedLists.without(list.orders(), row.order(), BY_NUMBER)),
                        Tables.stored("orders-of-user", Orders.class));
        users.leftJoin(ofUsers, Customer::of, Tables.stored(STORE, Customer.class));
    }
}
