package dev.tributary.benchmarks.dsl;

import java.util.Arrays;
import org.apache.kafka.streams.StreamsBuilder;

/** What a service makes and serves. */
public enum Documents {
    CUSTOMER_ORDERS("customers", ShopTopology.STORE),
    CUSTOMER_ITEMS("customers", ItemsTopology.STORE),
    BEST_SELLERS("categories", BestSellersTopology.STORE);

    private final String path;
    private final String store;

    Documents(String path, String store) {
        this.path = path;
        this.store = store;
    }

    /** Those of a name, which is that of their store. */
    static Documents named(String name) {
        return Arrays.stream(values())
                .filter(documents -> documents.store.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Expected one of "
                        + Arrays.stream(values()).map(Documents::store).toList() + ", but came " + name));
    }

    /** Before the key, in an address. */
    String path() {
        return path;
    }

    String store() {
        return store;
    }

    void addTo(StreamsBuilder builder) {
        switch (this) {
            case CUSTOMER_ORDERS -> ShopTopology.addTo(builder);
            case CUSTOMER_ITEMS -> ItemsTopology.addTo(builder);
            case BEST_SELLERS -> BestSellersTopology.addTo(builder);
        }
    }
}
