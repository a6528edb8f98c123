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

    /** The provider hands out the stores as they are, whatever type it is asked for. */
    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Optional<FoldStore> create(StateStoreProvider provider, String storeName) {
        List stores = provider.stores(storeName, (QueryableStoreType) this);
        return ((List<FoldStore>) stores).stream().filter(FoldStore::isOpen).findFirst();
    }
}
