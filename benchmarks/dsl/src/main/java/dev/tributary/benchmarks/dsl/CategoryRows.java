package dev.tributary.benchmarks.dsl;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Products in categories, and what is made of them. */
public final class CategoryRows {
    private CategoryRows() {}

    /** A product of a category. */
    public record Article(
            @JsonProperty("product_id") long productId,
            @JsonProperty("category_id") @Nullable Long categoryId,
            @JsonProperty("product_name") @Nullable String productName) {}

    /** A product, and how many were ordered. */
    public record Sold(
            @JsonProperty("product_id") long productId,
            @JsonProperty("product_name") @Nullable String productName,
            @JsonProperty("sold") long sold) {}

    /** A product on its way to its category. */
    public record SoldIn(
            @JsonProperty("category_id") @Nullable Long categoryId,
            @JsonProperty("product") Sold product) {
        static SoldIn of(Article article, @Nullable Long sold) {
            return new SoldIn(
                    article.categoryId(),
                    new Sold(article.productId(), article.productName(), sold == null ? 0 : sold));
        }
    }

    /** All products of a category, the best first: whichever leaves the first five, the next is known. */
    public record Ranking(
            @JsonProperty("products") List<Sold> products,
            @JsonProperty("sold") long sold) {
        static final Ranking NONE = new Ranking(List.of(), 0);
    }

    /** The document. */
    public record BestSellers(
            @JsonProperty("category_id") long categoryId,
            @JsonProperty("products") int products,
            @JsonProperty("sold") long sold,
            @JsonProperty("top") List<Sold> top) {
        private static final int LIMIT = 5;

        static BestSellers of(String category, Ranking ranking) {
            List<Sold> all = ranking.products();
            return new BestSellers(
                    Long.parseLong(category), all.size(), ranking.sold(), all.subList(0, Math.min(LIMIT, all.size())));
        }
    }
}
