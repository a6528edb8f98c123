package dev.tributary.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;
import org.junit.jupiter.api.Test;

/** What a reader finds while stores come and go. */
class DocumentStoresTest {
    /** A read was answered with an internal error when its instance had just been started again. */
    @Test
    void aStoreThatClosesWhileItIsLookedUpIsNotThere() {
        assertThat(new DocumentStores().create(new ClosingInBetween(), "documents"))
                .isEmpty();
    }

    /** Does as Kafka Streams 4.3.1 does, whose provider asks for the store, and then for its name. */
    private static final class ClosingInBetween implements StateStoreProvider {
        private int asked;

        @Override
        @SuppressWarnings("unchecked")
        public <T> List<T> stores(String name, QueryableStoreType<T> type) {
            return find() != null && find().name().equals(name) ? (List<T>) List.of(find()) : List.of();
        }

        @SuppressWarnings("NullAway") // as the original, which does not say so either
        private StateStore find() {
            return asked++ == 0 ? new FoldStore("documents", null) : null;
        }
    }
}
