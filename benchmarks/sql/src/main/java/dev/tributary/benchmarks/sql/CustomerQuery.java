package dev.tributary.benchmarks.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The query whose answer is the document. Thread-safe. */
final class CustomerQuery {
    private static final String SQL = """
            SELECT JSON_OBJECT(
              'user_id', u.user_id,
              'name', u.name,
              'country', u.country,
              'orders', (
                SELECT COALESCE(
                  JSON_ARRAYAGG(
                    JSON_OBJECT(
                      'order_id', o.order_id,
                      'qty', o.qty,
                      'total_price', o.total_price,
                      'status', o.status,
                      'product', IF(
                        p.product_id IS NULL,
                        NULL,
                        JSON_OBJECT('product_name', p.product_name, 'price', p.price)))
                    ORDER BY o.order_id),
                  JSON_ARRAY())
                FROM orders o LEFT JOIN products p ON p.product_id = o.product_id
                WHERE o.user_id = u.user_id))
            FROM users u
            WHERE u.user_id = ?
            """;

    private final DataSource database;

    CustomerQuery(DataSource database) {
        this.database = database;
    }

    /** The JSON of a customer in UTF-8. */
    Optional<byte[]> ask(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setLong(1, id);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
            }
        }
    }
}
