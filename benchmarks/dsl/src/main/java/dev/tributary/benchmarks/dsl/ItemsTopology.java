package dev.tributary.benchmarks.dsl;

import dev.tributary.benchmarks.dsl.ItemRows.Item;
import dev.tributary.benchmarks.dsl.ItemRows.ItemCustomer;
import dev.tributary.benchmarks.dsl.ItemRows.ItemOrder;
import dev.tributary.benchmarks.dsl.ItemRows.ItemOrderShown;
import dev.tributary.benchmarks.dsl.ItemRows.ItemOrders;
import dev.tributary.benchmarks.dsl.ItemRows.ItemShown;
import dev.tributary.benchmarks.dsl.ItemRows.Items;
import dev.tributary.benchmarks.dsl.ItemRows.JoinedItem;
import dev.tributary.benchmarks.dsl.ItemRows.JoinedOrder;
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
 * Customers with their orders, each with its items, each with its product: what {@link ShopTopology} does, once for the items of
 * an order and again for the orders of a customer.
 */
public final class ItemsTopology {
    /** Where the documents are, by the customer's number as text. */
    public static final String STORE = "customer-items";

    private static final Comparator<ItemShown> BY_ITEM = Comparator.comparingLong(ItemShown::itemId);
    private static final Comparator<ItemOrderShown> BY_ORDER = Comparator.comparingLong(ItemOrderShown::orderId);

    private ItemsTopology() {}

    /** Adds the topology to what is built. */
    public static void addTo(StreamsBuilder builder) {
        KTable<String, User> users = Tables.of(builder, "users", User.class);
        KTable<String, Product> products = Tables.of(builder, "products", Product.class);
        KTable<String, ItemOrder> orders = Tables.of(builder, "orders", ItemOrder.class);
        KTable<String, Item> items = Tables.of(builder, "items", Item.class);

        KTable<String, JoinedItem> withProduct = items.leftJoin(
                products,
                item -> item.productId() == null ? null : item.productId().toString(),
                JoinedItem::of,
                TableJoined.as("item-product"),
                Materialized.with(Tables.KEY, JsonSerde.of(JoinedItem.class)));
        KTable<String, JoinedOrder> withItems = orders.leftJoin(
                ofOrders(withProduct), JoinedOrder::of, Materialized.with(Tables.KEY, JsonSerde.of(JoinedOrder.class)));
        users.leftJoin(ofUsers(withItems), ItemCustomer::of, Tables.stored(STORE, ItemCustomer.class));
    }

    private static KTable<String, Items> ofOrders(KTable<String, JoinedItem> items) {
        return items.filter((item, row) -> row.orderId() != null)
                .groupBy(
                        (item, row) -> KeyValue.pair(String.valueOf(row.orderId()), row),
                        Grouped.with("items-by-order", Tables.KEY, JsonSerde.of(JoinedItem.class)))
                .aggregate(
                        () -> Items.NONE,
                        (order, row, list) -> new Items(SortedLists.with(list.items(), row.item(), BY_ITEM)),
                        (order, row, list) -> new Items(SortedLists.without(list.items(), row.item(), BY_ITEM)),
                        Tables.stored("items-of-order", Items.class));
    }

    private static KTable<String, ItemOrders> ofUsers(KTable<String, JoinedOrder> orders) {
        return orders.filter((order, row) -> row.userId() != null)
                .groupBy(
                        (order, row) -> KeyValue.pair(String.valueOf(row.userId()), row),
                        Grouped.with("orders-by-user", Tables.KEY, JsonSerde.of(JoinedOrder.class)))
                .aggregate(
                        () -> ItemOrders.NONE,
                        (user, row, list) -> new ItemOrders(SortedLists.with(list.orders(), row.order(), BY_ORDER)),
                        (user, row, list) -> new ItemOrders(SortedLists.without(list.orders(), row.order(), BY_ORDER)),
                        Tables.stored("orders-of-user", ItemOrders.class));
    }
}
