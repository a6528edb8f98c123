package dev.tributary.sandbox.shop;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;

/** Goes on with what a service does, again and again, until its process ends. */
final class Business {
    private static final long UNTIL_TRIED_AGAIN_MS = 1_000;

    private Business() {}

    /** Opens the service's own database. */
    static Connection database() throws SQLException {
        return DriverManager.getConnection(
                Setting.DATABASE_URL.value(), Setting.DATABASE_USER.value(), Setting.DATABASE_PASSWORD.value());
    }

    /** Something that a service does. */
    interface Step {
        void run(Random random) throws Exception;
    }

    /** Does it as often as the environment says; what fails is said and tried again, as when a database restarts. */
    static void goOn(Step step) throws InterruptedException {
        long everyMs = Long.parseLong(Setting.EVERY_MS.value());
        Random random = new Random();
        System.out.println("ready");
        while (true) {
            Thread.sleep(everyMs == 0 ? Long.MAX_VALUE : everyMs);
            try {
                step.run(random);
            } catch (Exception failure) {
                System.out.println("tried again in a moment: " + failure);
                Thread.sleep(UNTIL_TRIED_AGAIN_MS);
            }
        }
    }
}
