package dev.tributary.databases;

import dev.tributary.sandbox.database.MariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Changes the tables of the three services at random, as one seed has it. Not thread-safe. */
final class Writer {
    private static final int USERS = 12;
    private static final int PRODUCTS = 8;
    private static final int ORDERS = 60;
    private static final String[] NAMES = {"Zoë", "Łukasz", "O''Hara", "陳", "😀 Ada", "", "a\\\\b", "\"quoted\""};
    private static final String[] STATES = {"active", "paused", "closed"};
    private static final String[] SETTINGS = {
        "NULL",
        "'{}'",
        "'{\"theme\": \"dark\", \"n\": [1, 2.50, null, true]}'",
        "'[\"😀\", 12345678901234567890]'",
        "'\"text\"'"
    };
    /** Above the largest signed number, at the ends, and small. */
    private static final String[] POINTS = {"0", "7", "9223372036854775808", "18446744073709551615", "NULL"};

    private final MariaDb database;
    private final Random random;

    Writer(MariaDb database, Random random) {
        this.database = database;
        this.random = random;
    }

    /** Runs so many transactions: most are one statement, some several over all tables, some of these are taken back. */
    void write(int transactions) throws SQLException {
        try (Connection connection = database.connect("", MariaDb.ROOT, "");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < transactions; i++) {
                int statements = random.nextInt(4) == 0 ? 2 + random.nextInt(4) : 1;
                for (int each = 0; each < statements; each++) {
                    statement.executeUpdate(change());
                }
                if (statements > 1 && random.nextInt(5) == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            }
        }
    }

    private String change() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> user();
            case 3, 4 -> product();
            case 5, 6, 7, 8 -> order();
            case 9 -> "DELETE FROM orders.orders WHERE order_id = " + key(ORDERS);
            case 10 ->
                random.nextInt(3) == 0
                        ? removal()
                        : "UPDATE orders.orders SET user_id = " + reference(USERS) + ", product_id = "
                                + reference(PRODUCTS) + " WHERE order_id = " + key(ORDERS);
            default -> newKey();
        };
    }

    private String removal() {
        return random.nextBoolean()
                ? "DELETE FROM users.users WHERE user_id = " + key(USERS)
                : "DELETE FROM catalog.catalog WHERE product_id = " + key(PRODUCTS);
    }

    /** Of a key that is taken nothing comes. */
    private String newKey() {
        return switch (random.nextInt(3)) {
            case 0 -> newUser(key(USERS), key(USERS));
            case 1 ->
                "UPDATE IGNORE catalog.catalog SET product_id = " + key(PRODUCTS) + " WHERE product_id = "
                        + key(PRODUCTS);
            default -> "UPDATE IGNORE orders.orders SET order_id = " + key(ORDERS) + " WHERE order_id = " + key(ORDERS);
        };
    }

    /** The address goes along: it is unique, too, and would be in the way of whoever gets the old key. */
    private static String newUser(int to, int from) {
        return "UPDATE IGNORE users.users SET user_id = " + to + ", email = " + email(to) + " WHERE user_id = " + from;
    }

    private static String email(int user) {
        return "'u" + user + "@example.org'";
    }

    private String user() {
        int id = key(USERS);
        return upsert(
                "users.users",
                List.of(
                        "user_id",
                        "email",
                        "first_name",
                        "last_name",
                        "country",
                        "status",
                        "newsletter",
                        "born",
                        "settings",
                        "points",
                        "seen",
                        "balance"),
                List.of(
                        Integer.toString(id),
                        email(id),
                        text(),
                        text(),
                        random.nextBoolean() ? "NULL" : "'FR'",
                        "'" + STATES[random.nextInt(STATES.length)] + "'",
                        Boolean.toString(random.nextBoolean()),
                        random.nextInt(3) == 0 ? "NULL" : date(),
                        SETTINGS[random.nextInt(SETTINGS.length)],
                        POINTS[random.nextInt(POINTS.length)],
                        random.nextInt(3) == 0 ? "NULL" : time(),
                        random.nextInt(4) == 0 ? "NULL" : decimal(16, 4)));
    }

    private String product() {
        return upsert(
                "catalog.catalog",
                List.of("product_id", "product_name", "stock", "price"),
                List.of(
                        Integer.toString(key(PRODUCTS)),
                        text(),
                        Integer.toString(random.nextInt(100) - 50),
                        decimal(6, 2)));
    }

    private String order() {
        return upsert(
                "orders.orders",
                List.of("order_id", "user_id", "product_id", "qty", "total_price", "status", "created_at"),
                List.of(
                        Integer.toString(key(ORDERS)),
                        reference(USERS),
                        reference(PRODUCTS),
                        Integer.toString(random.nextInt(9)),
                        decimal(8, 2),
                        "'" + (random.nextBoolean() ? "open" : "cancelled") + "'",
                        time()));
    }

    private static String upsert(String table, List<String> columns, List<String> values) {
        List<String> updates = new ArrayList<>();
        for (String column : columns.subList(1, columns.size())) {
            updates.add(column + " = VALUES(" + column + ")");
        }
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES (" + String.join(", ", values)
                + ") ON DUPLICATE KEY UPDATE " + String.join(", ", updates);
    }

    private int key(int count) {
        return 1 + random.nextInt(count);
    }

    private String reference(int count) {
        return random.nextInt(6) == 0 ? "NULL" : Integer.toString(key(count + 2));
    }

    private String text() {
        return "'" + NAMES[random.nextInt(NAMES.length)] + "'";
    }

    private String decimal(int digits, int scale) {
        long unscaled = (long) (random.nextDouble() * Math.pow(10, digits));
        return java.math.BigDecimal.valueOf(random.nextBoolean() ? unscaled : -unscaled, scale)
                .toPlainString();
    }

    private String date() {
        return String.format(
                Locale.ROOT,
                "'%d-%02d-%02d'",
                1900 + random.nextInt(200),
                1 + random.nextInt(12),
                1 + random.nextInt(28));
    }

    /** Microseconds, or whole seconds. */
    private String time() {
        return String.format(
                Locale.ROOT,
                "'%d-%02d-%02d %02d:%02d:%02d.%06d'",
                1960 + random.nextInt(100),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                random.nextBoolean() ? 0 : 1 + random.nextInt(999) * 1_001);
    }
}
