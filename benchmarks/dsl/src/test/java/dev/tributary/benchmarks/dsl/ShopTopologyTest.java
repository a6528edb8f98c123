package dev.tributary.benchmarks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.dsl.Rows.Customer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rival that makes wrong documents is none. */
class ShopTopologyTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private Driver driver;

    @BeforeEach
    void start() {
        driver = new Driver(Documents.CUSTOMER_ORDERS, directory);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void ordersComeWithTheirProductsByNumber() {
        driver.send("users", "1", "{\"user_id\":1,\"name\":\"Ada\",\"country\":\"DE\"}");
        driver.send("orders", "12", "{\"order_id\":12,\"user_id\":1,\"product_id\":7,\"qty\":2}");
        driver.send("orders", "11", "{\"order_id\":11,\"user_id\":1,\"product_id\":8,\"qty\":1}");
        driver.send("products", "7", "{\"product_id\":7,\"product_name\":\"Tea\",\"price\":3.50}");

        assertThat(customer("1").orders()).extracting(order -> order.orderId()).containsExactly(11L, 12L);
        assertThat(customer("1").orders().get(0).product()).isNull();
        assertThat(customer("1").orders().get(1).product())
                .extracting("productName")
                .isEqualTo("Tea");
    }

    @Test
    void anOrderThatMovesLeavesItsCustomer() {
        driver.send("users", "1", "{\"user_id\":1}");
        driver.send("users", "2", "{\"user_id\":2}");
        driver.send("orders", "11", "{\"order_id\":11,\"user_id\":1,\"product_id\":8,\"qty\":1}");
        driver.send("orders", "11", "{\"order_id\":11,\"user_id\":2,\"product_id\":8,\"qty\":3}");

        assertThat(customer("1").orders()).isEmpty();
        assertThat(customer("2").orders()).extracting(order -> order.qty()).containsExactly(3);
    }

    private Customer customer(String key) {
        return driver.document(key, Customer.class);
    }
}
