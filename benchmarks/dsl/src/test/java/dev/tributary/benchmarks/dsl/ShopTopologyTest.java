package dev.tributary.benchmarks.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.benchmarks.dsl.Rows.Customer;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rival that makes wrong documents is none. */
class ShopTopologyTest {
    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        Properties properties = new Properties();
        properties.putAll(new Setting("none:1", 1, directory.toString(), "test", 0).streams());
        StreamsBuilder builder = new StreamsBuilder();
        ShopTopology.addTo(builder);
        driver = new TopologyTestDriver(builder.build(properties), properties);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void ordersComeWithTheirProductsByNumber() {
        send("users", "1", "{\"user_id\":1,\"name\":\"Ada\",\"country\":\"DE\"}");
        send("orders", "12", "{\"order_id\":12,\"user_id\":1,\"product_id\":7,\"qty\":2}");
        send("orders", "11", "{\"order_id\":11,\"user_id\":1,\"product_id\":8,\"qty\":1}");
        send("products", "7", "{\"product_id\":7,\"product_name\":\"Tea\",\"price\":3.50}");

        assertThat(customer("1").orders()).extracting(order -> order.orderId()).containsExactly(11L, 12L);
        assertThat(customer("1").orders().get(0).product()).isNull();
        assertThat(customer("1").orders().get(1).product())
                .extracting("productName")
                .isEqualTo("Tea");
    }

    @Test
    void anOrderThatMovesLeavesItsCustomer() {
        send("users", "1", "{\"user_id\":1}");
        send("users", "2", "{\"user_id\":2}");
        send("orders", "11", "{\"order_id\":11,\"user_id\":1,\"product_id\":8,\"qty\":1}");
        send("orders", "11", "{\"order_id\":11,\"user_id\":2,\"product_id\":8,\"qty\":3}");

        assertThat(customer("1").orders()).isEmpty();
        assertThat(customer("2").orders()).extracting(order -> order.qty()).containsExactly(3);
    }

    private void send(String topic, String key, String row) {
        driver.createInputTopic(topic, new StringSerializer(), new StringSerializer())
                .pipeInput(key, row);
    }

    private Customer customer(String key) {
        return driver.<String, Customer>getKeyValueStore(ShopTopology.STORE).get(key);
    }
}
