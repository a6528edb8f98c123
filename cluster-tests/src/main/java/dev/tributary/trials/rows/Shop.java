package dev.tributary.trials.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The sources and views of a trial, and how many rows there may be. */
public final class Shop {
    public static final String CUSTOMERS = "customers";
    public static final String ORDERS = "orders";
    public static final String PRODUCTS = "products";
    public static final List<String> SOURCES = List.of(CUSTOMERS, ORDERS, PRODUCTS);

    public static final String CUSTOMER_ORDERS = "customer-orders";
    public static final String CATEGORIES = "categories";
    public static final List<String> VIEWS = List.of(CUSTOMER_ORDERS, CATEGORIES);

    /** The most orders that a customer's document shows. */
    public static final int ORDERS_SHOWN = 20;

    public static final int CUSTOMER_KEYS = 240;
    public static final int PRODUCT_KEYS = 60;
    public static final int ORDER_KEYS = 1_500;
    public static final int CITY_NAMES = 12;
    public static final int CATEGORY_NAMES = 8;

    private Shop() {}

    /** The view file, with topics that begin with a prefix. */
    public static String views(String prefix) {
        try (InputStream in = Objects.requireNonNull(Shop.class.getResourceAsStream("/views.yaml"), "views.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("PREFIX", prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The columns of a source's key. */
    static String keyColumn(String source) {
        return source.substring(0, source.length() - 1) + "_id";
    }

    /** How many keys a source has at most. */
    static int keys(String source) {
        return switch (source) {
            case CUSTOMERS -> CUSTOMER_KEYS;
            case PRODUCTS -> PRODUCT_KEYS;
            case ORDERS -> ORDER_KEYS;
            default -> throw new IllegalArgumentException("no source " + source);
        };
    }
}
