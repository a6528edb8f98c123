package dev.tributary.sandbox.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;

/** Owns the table of products: their stock goes down and is filled up, and prices move. */
public final class CatalogService {
    private static final int FIRST = 101;
    private static final int PRODUCTS = 8;

    private CatalogService() {}

    public static void main(String[] arguments) throws InterruptedException {
        Business.goOn(CatalogService::change);
    }

    private static void change(Random random) throws SQLException {
        try (Connection own = Business.database();
                PreparedStatement update =
                        own.prepareStatement("UPDATE catalog SET stock = IF(stock < 5, stock + 50, stock - ?),"
                                + " price = price + ? WHERE product_id = ?")) {
            update.setInt(1, random.nextInt(5));
            update.setInt(2, random.nextInt(2));
            update.setLong(3, FIRST + random.nextInt(PRODUCTS));
            update.executeUpdate();
        }
    }
}
