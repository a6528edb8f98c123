package dev.tributary.benchmarks.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rival that makes wrong documents is none. */
class CustomerQueryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static Database database;

    @SuppressWarnings("NullAway.Init")
    private static Tables tables;

    @BeforeAll
    static void start() throws SQLException {
        database = Database.start(Path.of("target", "mariadb").toAbsolutePath(), directory.resolve("mariadb"));
        tables = Tables.create(database.connections());
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void ordersComeWithTheirProductsByNumber() throws SQLException {
        apply("products", "107", "{\"product_id\":107,\"product_name\":\"Tea \\\"Ö\\\"\",\"price\":3.50}");
        apply(
                "orders",
                "12",
                "{\"order_id\":12,\"user_id\":1,\"product_id\":107,\"qty\":2,\"total_price\":7.00,\"status\":\"paid\"}");
        apply("orders", "9", "{\"order_id\":9,\"user_id\":1,\"product_id\":108,\"qty\":1}");
        apply("users", "1", "{\"user_id\":1,\"name\":\"Ada\",\"country\":\"DE\"}");

        assertThat(document(1))
                .isEqualTo("{\"user_id\": 1, \"name\": \"Ada\", \"country\": \"DE\", \"orders\": "
                        + "[{\"order_id\": 9, \"qty\": 1, \"total_price\": null, \"status\": null, \"product\": null},"
                        + "{\"order_id\": 12, \"qty\": 2, \"total_price\": 7.00, \"status\": \"paid\", "
                        + "\"product\": {\"product_name\": \"Tea \\\"Ö\\\"\", \"price\": 3.50}}]}");
    }

    @Test
    void decimalsKeepTheirDigits() throws SQLException {
        apply("users", "2", "{\"user_id\":2}");
        apply("products", "109", "{\"product_id\":109,\"price\":1234567890.10}");
        apply("orders", "21", "{\"order_id\":21,\"user_id\":2,\"product_id\":109,\"total_price\":999999999999.90}");

        assertThat(document(2)).contains("\"total_price\": 999999999999.90", "\"price\": 1234567890.10}");
    }

    @Test
    void aCustomerWithoutOrdersHasNone() throws SQLException {
        apply("users", "3", "{\"user_id\":3,\"name\":\"Bo\",\"country\":null}");

        assertThat(document(3)).isEqualTo("{\"user_id\": 3, \"name\": \"Bo\", \"country\": null, \"orders\": []}");
        assertThat(document(4)).isNull();
    }

    @Test
    void anOrderThatMovesLeavesItsCustomer() throws SQLException {
        apply("users", "5", "{\"user_id\":5}");
        apply("users", "6", "{\"user_id\":6}");
        apply("orders", "51", "{\"order_id\":51,\"user_id\":5,\"qty\":1}");
        apply("orders", "51", "{\"order_id\":51,\"user_id\":6,\"qty\":3}");

        assertThat(document(5)).endsWith("\"orders\": []}");
        assertThat(document(6)).contains("\"order_id\": 51, \"qty\": 3,");
    }

    @Test
    void whatIsDeletedIsGone() throws SQLException {
        apply("users", "7", "{\"user_id\":7}");
        apply("orders", "71", "{\"order_id\":71,\"user_id\":7}");
        apply("orders", "71", null);

        assertThat(document(7)).endsWith("\"orders\": []}");
    }

    private static void apply(String topic, String key, @Nullable String row) throws SQLException {
        Map<String, @Nullable String> rows = new HashMap<>();
        rows.put(key, row);
        tables.apply(Map.of(topic, rows));
    }

    private static @Nullable String document(long id) throws SQLException {
        return new CustomerQuery(database.connections())
                .ask(id)
                .map(json -> new String(json, StandardCharsets.UTF_8))
                .orElse(null);
    }
}
