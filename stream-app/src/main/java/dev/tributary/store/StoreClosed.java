package dev.tributary.store;

/** The store was closed or moved to another instance; ask again. */
public final class StoreClosed extends RuntimeException {
    public StoreClosed() {
        super("the store was closed");
    }
}
