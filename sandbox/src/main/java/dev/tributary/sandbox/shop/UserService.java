package dev.tributary.sandbox.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;

/** Owns the table of users: they move, pause and come back. */
public final class UserService {
    private static final String[] COUNTRIES = {"DE", "FR", "GB", "JP", "PT"};
    private static final String[] STATES = {"active", "paused"};
    private static final int USERS = 6;

    private UserService() {}

    public static void main(String[] arguments) throws InterruptedException {
        Business.goOn(UserService::change);
    }

    private static void change(Random random) throws SQLException {
        try (Connection own = Business.database();
                PreparedStatement update = own.prepareStatement(
                        "UPDATE users SET country = ?, status = ? WHERE user_id = ? AND status <> 'closed'")) {
            update.setString(1, COUNTRIES[random.nextInt(COUNTRIES.length)]);
            update.setString(2, STATES[random.nextInt(STATES.length)]);
            update.setLong(3, 1L + random.nextInt(USERS));
            update.executeUpdate();
        }
    }
}
