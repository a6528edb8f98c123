package dev.tributary.sandbox.shop;

import java.util.Optional;

/** What a service is told by its environment. */
enum Setting {
    /** Of the service's own database, as a JDBC URL. */
    DATABASE_URL,
    DATABASE_USER,
    DATABASE_PASSWORD,
    /** For clients' {@code bootstrap.servers}. */
    KAFKA,
    /** A file with the orders to begin with, a row a line. */
    ORDERS,
    /** Which of several instances of the service this is, from 1 to 9. */
    INSTANCE,
    /** How often it changes something; 0 for never. */
    EVERY_MS;

    String value() {
        return given().orElseThrow(
                        () -> new IllegalStateException("the environment variable " + name() + " has no value"));
    }

    Optional<String> given() {
        return Optional.ofNullable(System.getenv(name()));
    }
}
