package dev.tributary.benchmarks.dsl;

import dev.tributary.benchmarks.dsl.CategoryRows.Article;
import dev.tributary.benchmarks.dsl.CategoryRows.BestSellers;
import dev.tributary.benchmarks.dsl.CategoryRows.Ranking;
import dev.tributary.benchmarks.dsl.CategoryRows.Sold;
import dev.tributary.benchmarks.dsl.CategoryRows.SoldIn;
import dev.tributary.benchmarks.dsl.Rows.Order;
import java.util.Comparator;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;

/**
 * Categories with the five products of which most was ordered: a total for each product, a join with the product, and a group that
 * keeps all its products in order, because one that sinks makes room for another. A category without products has no document.
 */
public final class BestSellersTopology {
    /** Where the documents are, by the category's number as text. */
    public static final String STORE = "best-sellers";

    private static final Comparator<Sold> BEST_FIRST =
            Comparator.comparingLong(Sold::sold).reversed().thenComparingLong(Sold::productId);

    private BestSellersTopology() {}

    /** Adds the topology to what is built. */
    public static void addTo(StreamsBuilder builder) {
        KTable<String, Article> products = Tables.of(builder, "products", Article.class);
        KTable<String, Order> orders = Tables.of(builder, "orders", Order.class);
        KTable<String, Long> sold = orders.filter((order, row) -> row.productId() != null)
                .groupBy(
                        (order, row) -> KeyValue.pair(String.valueOf(row.productId()), (long) row.qty()),
                        Grouped.with("orders-by-product", Tables.KEY, Serdes.Long()))
                .aggregate(
                        () -> 0L,
                        (product, qty, total) -> total + qty,
                        (product, qty, total) -> total - qty,
                        Materialized.with(Tables.KEY, Serdes.Long()));
        products.leftJoin(sold, SoldIn::of, Materialized.with(Tables.KEY, JsonSerde.of(SoldIn.class)))
                .filter((product, row) -> row.categoryId() != null)
                .groupBy(
                        (product, row) -> KeyValue.pair(String.valueOf(row.categoryId()), row),
                        Grouped.with("products-by-category", Tables.KEY, JsonSerde.of(SoldIn.class)))
                .aggregate(
                        () -> Ranking.NONE,
                        (category, row, ranking) -> with(ranking, row.product()),
                        (category, row, ranking) -> without(ranking, row.product()),
                        Tables.stored("ranking-of-category", Ranking.class))
                .filter((category, ranking) -> !ranking.products().isEmpty())
                .mapValues(BestSellers::of, Tables.stored(STORE, BestSellers.class));
    }

    private static Ranking with(Ranking ranking, Sold product) {
        return new Ranking(SortedLists.with(ranking.products(), product, BEST_FIRST), ranking.sold() + product.sold());
    }

    private static Ranking without(Ranking ranking, Sold product) {
        return new Ranking(
                SortedLists.without(ranking.products(), product, BEST_FIRST), ranking.sold() - product.sold());
    }
}
