package dev.tributary.benchmarks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.dsl.CategoryRows.BestSellers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestSellersTopologyTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Driver driver;

    @BeforeEach
    void start() {
        driver = new Driver(Documents.BEST_SELLERS, directory);
        for (int product = 1; product <= 7; product++) {
            driver.send(
                    "products",
                    Integer.toString(product),
                    "{\"product_id\":" + product + ",\"category_id\":3,\"product_name\":\"P" + product + "\"}");
        }
        order(101, 7, 5);
        order(102, 6, 4);
        order(103, 5, 3);
        order(104, 4, 2);
        order(105, 3, 1);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void theFiveBestComeFirst() {
        assertThat(category().products()).isEqualTo(7);
        assertThat(category().sold()).isEqualTo(15);
        assertThat(category().top()).extracting(product -> product.productId()).containsExactly(7L, 6L, 5L, 4L, 3L);
    }

    @Test
    void oneThatSinksMakesRoomForTheNext() {
        driver.delete("orders", "101");
        order(106, 1, 1);

        assertThat(category().sold()).isEqualTo(11);
        // of two with as many, the one with the lower number
        assertThat(category().top()).extracting(product -> product.productId()).containsExactly(6L, 5L, 4L, 1L, 3L);
    }

    @Test
    void aProductThatMovesLeavesItsCategory() {
        driver.send("products", "7", "{\"product_id\":7,\"category_id\":4,\"product_name\":\"P7\"}");

        assertThat(category().products()).isEqualTo(6);
        assertThat(category().top()).extracting(product -> product.productId()).containsExactly(6L, 5L, 4L, 3L, 1L);
        assertThat(driver.document("4", BestSellers.class).sold()).isEqualTo(5);
    }

    private void order(int number, int product, int qty) {
        driver.send(
                "orders",
                Integer.toString(number),
                "{\"order_id\":" + number + ",\"product_id\":" + product + ",\"qty\":" + qty + "}");
    }

    private BestSellers category() {
        return driver.document("3", BestSellers.class);
    }
}
