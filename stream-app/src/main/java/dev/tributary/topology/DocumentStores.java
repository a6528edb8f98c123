package dev.tributary.topology;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/** Finds the open store of a partition for a reader; empty when it is not here. */
public final class DocumentStores implements QueryableStoreType<Optional<FoldStore>> {
    @Override
    public boolean accepts(StateStore store) {
        return store instanceof FoldStore;
    }

    @Override
    public Optional<FoldStore> create(StateStoreProvider provider, String storeName) {
        return stores(provider, storeName).stream().filter(FoldStore::isOpen).findFirst();
    }

    /** The provider hands out the stores as they are, whatever type it is asked for. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private List<FoldStore> stores(StateStoreProvider provider, String storeName) {
        try {
            List stores = provider.stores(storeName, (QueryableStoreType) this);
            return stores;
        } catch (NullPointerException closing) {
            // it asks the task for the store several times over, and is not prepared for one that closes in between
            return List.of();
        }
    }
}
