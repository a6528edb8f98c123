package dev.tributary.databases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.sandbox.database.MariaDb;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What one SQL query over the tables says of the documents; and JSON as text in which equal documents are equal, digit for digit. */
final class Truth {
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String USER = """
            'user_id', u.user_id, 'email', u.email, 'first_name', u.first_name, 'last_name', u.last_name,
            'country', u.country, 'status', u.status, 'newsletter', JSON_COMPACT(IF(u.newsletter, 'true', 'false')),
            'born', CAST(u.born AS CHAR), 'settings', JSON_COMPACT(u.settings), 'points', u.points,
            'seen', %s, 'balance', u.balance
            """.formatted(time("u.seen"));

    // a number out of a subquery would become text: it is made text, and told to be JSON
    private static final String CUSTOMERS = """
            SELECT u.user_id, JSON_OBJECT(%s,
              'order_count', JSON_COMPACT((SELECT CAST(COUNT(*) AS CHAR) FROM orders.orders o WHERE o.user_id = u.user_id)),
              'orders', COALESCE((
                SELECT JSON_ARRAYAGG(JSON_OBJECT(
                    'order_id', o.order_id, 'qty', o.qty, 'total_price', o.total_price, 'status', o.status,
                    'created_at', %s,
                    'product', (SELECT JSON_OBJECT('product_name', p.product_name, 'stock', p.stock, 'price', p.price)
                                FROM catalog.catalog p WHERE p.product_id = o.product_id)
                  ) ORDER BY o.total_price, o.order_id)
                FROM orders.orders o WHERE o.user_id = u.user_id), JSON_ARRAY()))
            FROM users.users u
            """.formatted(USER, time("o.created_at"));

    private static final String PRODUCTS = """
            SELECT p.product_id, JSON_OBJECT('product_id', p.product_id, 'product_name', p.product_name,
              'stock', p.stock, 'price', p.price)
            FROM catalog.catalog p
            """;

    private static final String TOTALS = """
            SELECT u.user_id, JSON_OBJECT('user_id', u.user_id, 'email', u.email, 'country', u.country,
              'order_count', JSON_COMPACT((SELECT CAST(COUNT(*) AS CHAR) FROM orders.orders o WHERE o.user_id = u.user_id)),
              'total_spent', JSON_COMPACT((
                SELECT CAST(COALESCE(SUM(o.total_price), 0.00) AS CHAR) FROM orders.orders o
                WHERE o.user_id = u.user_id AND o.status <> 'cancelled')))
            FROM users.users u
            """;

    private static final String REPORTED = """
            SELECT t.user_id, JSON_OBJECT('user_id', t.user_id, 'email', t.email, 'country', t.country,
              'order_count', t.order_count, 'total_spent', t.total_spent)
            FROM reporting.customer_totals t
            """;

    private final MariaDb database;

    Truth(MariaDb database) {
        this.database = database;
    }

    /** As documents tell times: in UTC, with a fraction where there is one. */
    private static String time(String column) {
        return "DATE_FORMAT(" + column + ", IF(MICROSECOND(" + column
                + ") = 0, '%Y-%m-%dT%H:%i:%sZ', '%Y-%m-%dT%H:%i:%s.%fZ'))";
    }

    /** Users with their orders, each with its product. */
    Map<String, String> customers() throws SQLException, JsonProcessingException {
        return query(CUSTOMERS);
    }

    /** All columns of users; more than the first ones when they have become more. */
    Map<String, String> users(String more) throws SQLException, JsonProcessingException {
        return query("SELECT u.user_id, JSON_OBJECT(" + USER + more + ") FROM users.users u");
    }

    /** All columns of the catalog. */
    Map<String, String> products() throws SQLException, JsonProcessingException {
        return query(PRODUCTS);
    }

    /** What the reporting table should have. */
    Map<String, String> totals() throws SQLException, JsonProcessingException {
        return query(TOTALS);
    }

    /** What the reporting table has. */
    Map<String, String> reported() throws SQLException, JsonProcessingException {
        return query(REPORTED);
    }

    private Map<String, String> query(String sql) throws SQLException, JsonProcessingException {
        Map<String, String> found = new TreeMap<>();
        try (Connection connection = database.connect("", MariaDb.ROOT, "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.put(rows.getString(1), canonical(read(rows.getString(2))));
            }
        }
        return found;
    }

    static JsonNode read(String json) throws JsonProcessingException {
        return EXACT.readTree(json);
    }

    /** With fields in order of their names. */
    static String canonical(JsonNode node) {
        return sorted(node).toString();
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode sorted = EXACT.createObjectNode();
            Map<String, JsonNode> fields = new TreeMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
            fields.forEach((name, value) -> sorted.set(name, sorted(value)));
            return sorted;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode sorted = EXACT.createArrayNode();
            array.forEach(each -> sorted.add(sorted(each)));
            return sorted;
        }
        return node;
    }
}
