package dev.tributary.benchmarks.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The three tables, each filled from the topic of its name; the keys are the rows' numbers as text. Thread-safe. */
final class Tables {
    /** No table has a foreign key: topics tell of their rows in any order. */
    private static final List<String> DEFINITIONS = List.of(
            """
            CREATE TABLE IF NOT EXISTS users (
              user_id BIGINT NOT NULL PRIMARY KEY,
              name VARCHAR(200),
              country VARCHAR(2))
            """,
            """
            CREATE TABLE IF NOT EXISTS products (
              product_id BIGINT NOT NULL PRIMARY KEY,
              product_name VARCHAR(200),
              price DECIMAL(12,2))
            """,
            // the index has the primary key behind its column: a customer's orders come sorted
            """
            CREATE TABLE IF NOT EXISTS orders (
              order_id BIGINT NOT NULL PRIMARY KEY,
              user_id BIGINT,
              product_id BIGINT,
              qty INT,
              total_price DECIMAL(14,2),
              status VARCHAR(20),
              KEY of_user (user_id))
            """);

    private static final Map<String, Table> TABLES = Map.of(
            "users", Table.of("users", "user_id", "name", "country"),
            "products", Table.of("products", "product_id", "product_name", "price"),
            "orders", Table.of("orders", "order_id", "user_id", "product_id", "qty", "total_price", "status"));

    private static final ObjectReader JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .reader();

    private final DataSource database;

    private Tables(DataSource database) {
        this.database = database;
    }

    /** Makes those that are not there. */
    static Tables create(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String definition : DEFINITIONS) {
                statement.execute(definition);
            }
        }
        return new Tables(database);
    }

    /** The topics that are read. */
    static Collection<String> topics() {
        return TABLES.keySet();
    }

    /**
     * Takes in changes in one transaction.
     *
     * @param changes the newest row of each key, by topic; null where it was deleted
     */
    void apply(Map<String, Map<String, @Nullable String>> changes) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                for (Map.Entry<String, Map<String, @Nullable String>> of : changes.entrySet()) {
                    Table table = TABLES.get(of.getKey());
                    if (table == null) {
                        throw new IllegalArgumentException(
                                "Expected one of the topics " + TABLES.keySet() + ", but came `" + of.getKey() + "`");
                    }
                    table.apply(connection, of.getValue());
                }
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /**
     * One of them.
     *
     * @param columns named as in the JSON, the key first
     */
    private record Table(List<String> columns, String upsert, String delete) {
        static Table of(String name, String... columns) {
            String values = String.join(
                    ",", List.of(columns).stream().map(column -> "?").toList());
            String updates = String.join(
                    ",",
                    List.of(columns).stream()
                            .skip(1)
                            .map(column -> column + "=VALUES(" + column + ")")
                            .toList());
            return new Table(
                    List.of(columns),
                    "INSERT INTO " + name + " (" + String.join(",", columns) + ") VALUES (" + values
                            + ") ON DUPLICATE KEY UPDATE " + updates,
                    "DELETE FROM " + name + " WHERE " + columns[0] + "=?");
        }

        void apply(Connection connection, Map<String, @Nullable String> rows) throws SQLException {
            try (PreparedStatement upserts = connection.prepareStatement(upsert);
                    PreparedStatement deletes = connection.prepareStatement(delete)) {
                boolean upserted = false;
                boolean deleted = false;
                for (Map.Entry<String, @Nullable String> row : rows.entrySet()) {
                    String json = row.getValue();
                    if (json == null) {
                        deletes.setLong(1, Long.parseLong(row.getKey()));
                        deletes.addBatch();
                        deleted = true;
                    } else {
                        set(upserts, json);
                        upserts.addBatch();
                        upserted = true;
                    }
                }
                if (upserted) {
                    upserts.executeBatch();
                }
                if (deleted) {
                    deletes.executeBatch();
                }
            }
        }

        private void set(PreparedStatement statement, String json) throws SQLException {
            JsonNode row = parsed(json);
            for (int i = 0; i < columns.size(); i++) {
                set(statement, i + 1, row.path(columns.get(i)));
            }
        }

        private static void set(PreparedStatement statement, int at, JsonNode value) throws SQLException {
            if (value.isIntegralNumber()) {
                statement.setLong(at, value.longValue());
            } else if (value.isNumber()) {
                statement.setBigDecimal(at, value.decimalValue());
            } else if (value.isTextual()) {
                statement.setString(at, value.textValue());
            } else {
                statement.setNull(at, Types.NULL);
            }
        }

        private static JsonNode parsed(String json) {
            try {
                return JSON.readTree(json);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("Expected a row in JSON, but came " + json, e);
            }
        }
    }
}
