package dev.tributary.benchmarks.dsl;

import dev.tributary.benchmarks.dsl.Rows.Customer;
import dev.tributary.benchmarks.dsl.Rows.Joined;
import dev.tributary.benchmarks.dsl.Rows.Order;
import dev.tributary.benchmarks.dsl.Rows.OrderShown;
import dev.tributary.benchmarks.dsl.Rows.Orders;
import dev.tributary.benchmarks.dsl.Rows.Product;
import dev.tributary.benchmarks.dsl.Rows.User;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TableJoined;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Customers with their orders, each with its product, as the DSL's guides show it: a foreign-key join, a group with an array
 * to which orders are added and from which they are taken, and a join with the customer. Keys are the rows' numbers as text.
 */
public final class ShopTopology {
    /** Where the documents are, by the customer's number as text. */
    public static final String STORE = "customer-orders";

    private static final Comparator<OrderShown> BY_NUMBER = Comparator.comparingLong(OrderShown::orderId);
    private static final Serde<String> KEY = Serdes.String();

    private ShopTopology() {}

    /** Adds the topology to what is built. */
    public static void addTo(StreamsBuilder builder) {
        KTable<String, User> users = table(builder, "users", User.class);
        KTable<String, Product> products = table(builder, "products", Product.class);
        KTable<String, Order> orders = table(builder, "orders", Order.class);

        KTable<String, Joined> joined = orders.leftJoin(
                products,
                order -> order.productId() == null ? null : order.productId().toString(),
                (order, product) -> new Joined(order.userId(), OrderShown.of(order, product)),
                TableJoined.as("order-product"),
                Materialized.with(KEY, JsonSerde.of(Joined.class)));
        KTable<String, Orders> ofUsers = joined.filter((order, row) -> row.userId() != null)
                .groupBy(
                        (order, row) -> KeyValue.pair(String.valueOf(row.userId()), row),
                        Grouped.with("orders-by-user", KEY, JsonSerde.of(Joined.class)))
                .aggregate(
                        () -> Orders.NONE,
                        (user, row, list) -> with(list, row.order()),
                        (user, row, list) -> without(list, row.order()),
                        ShopTopology.<Orders>stored("orders-of-user").withValueSerde(JsonSerde.of(Orders.class)));
        users.leftJoin(
                ofUsers,
                Customer::of,
                ShopTopology.<Customer>stored(STORE).withValueSerde(JsonSerde.of(Customer.class)));
    }

    private static <V> KTable<String, V> table(StreamsBuilder builder, String topic, Class<V> type) {
        return builder.table(
                topic,
                Consumed.with(KEY, JsonSerde.of(type)),
                ShopTopology.<V>stored(topic + "-table").withValueSerde(JsonSerde.of(type)));
    }

    private static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> stored(String name) {
        return Materialized.<String, V, KeyValueStore<Bytes, byte[]>>as(name).withKeySerde(KEY);
    }

    private static Orders with(Orders list, OrderShown order) {
        List<OrderShown> orders = new ArrayList<>(list.orders());
        int at = Collections.binarySearch(orders, order, BY_NUMBER);
        if (at >= 0) {
            orders.set(at, order);
        } else {
            orders.add(-at - 1, order);
        }
        return new Orders(orders);
    }

    private static Orders without(Orders list, OrderShown order) {
        List<OrderShown> orders = new ArrayList<>(list.orders());
        int at = Collections.binarySearch(orders, order, BY_NUMBER);
        if (at >= 0) {
            orders.remove(at);
        }
        return new Orders(orders);
    }
}
