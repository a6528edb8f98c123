package dev.tributary.benchmarks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.dsl.ItemRows.ItemCustomer;
import dev.tributary.benchmarks.dsl.ItemRows.ItemOrderShown;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemsTopologyTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Driver driver;

    @BeforeEach
    void start() {
        driver = new Driver(Documents.CUSTOMER_ITEMS, directory);
        driver.send("users", "1", "{\"user_id\":1,\"name\":\"Ada\",\"country\":\"DE\"}");
        driver.send("items", "22", "{\"item_id\":22,\"order_id\":11,\"product_id\":7,\"qty\":2}");
        driver.send("items", "21", "{\"item_id\":21,\"order_id\":11,\"product_id\":8,\"qty\":1}");
        driver.send("orders", "12", "{\"order_id\":12,\"user_id\":1,\"status\":\"open\"}");
        driver.send("orders", "11", "{\"order_id\":11,\"user_id\":1,\"status\":\"paid\"}");
        driver.send("products", "7", "{\"product_id\":7,\"product_name\":\"Tea\",\"price\":3.50}");
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void itemsStandInTheirOrdersByNumber() {
        assertThat(customer("1").orders()).extracting(order -> order.orderId()).containsExactly(11L, 12L);
        assertThat(order(0).items()).extracting(item -> item.itemId()).containsExactly(21L, 22L);
        assertThat(order(0).items().get(0).product()).isNull();
        assertThat(order(0).items().get(1).product()).extracting("productName").isEqualTo("Tea");
        assertThat(order(1).items()).isEmpty();
    }

    @Test
    void anItemThatMovesLeavesItsOrder() {
        driver.send("items", "22", "{\"item_id\":22,\"order_id\":12,\"product_id\":7,\"qty\":3}");

        assertThat(order(0).items()).extracting(item -> item.itemId()).containsExactly(21L);
        assertThat(order(1).items()).extracting(item -> item.qty()).containsExactly(3);
    }

    @Test
    void anItemThatIsDeletedIsGone() {
        driver.delete("items", "21");

        assertThat(order(0).items()).extracting(item -> item.itemId()).containsExactly(22L);
    }

    private ItemOrderShown order(int at) {
        return customer("1").orders().get(at);
    }

    private ItemCustomer customer(String key) {
        return driver.document(key, ItemCustomer.class);
    }
}
