package dev.tributary.store;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entries of a store as they will be, with changes that are not written yet. Not thread-safe. */
public final class Pending implements OrderedReads {
    private final OrderedReads stored;
    /** An empty value is a deletion. */
    private final NavigableMap<byte[], Optional<byte[]>> changes = new TreeMap<>(Arrays::compareUnsigned);

    public Pending(OrderedReads stored) {
        this.stored = stored;
    }

    public void put(byte[] key, byte[] value) {
        changes.put(key, Optional.of(value));
    }

    public void delete(byte[] key) {
        changes.put(key, Optional.empty());
    }

    /** Adds the changes to a batch. */
    public void addTo(OrderedStore.Batch batch) {
        changes.forEach((key, value) -> value.ifPresentOrElse(bytes -> batch.put(key, bytes), () -> batch.delete(key)));
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        Optional<byte[]> changed = changes.get(key);
        return changed == null ? stored.get(key) : changed.orElse(null);
    }

    @Override
    public OrderedStore.Cursor cursor() {
        return new Merged(stored.cursor());
    }

    /** Steps through the stored entries and the changes side by side. */
    private final class Merged implements OrderedStore.Cursor {
        private final OrderedStore.Cursor below;
        private Map.@Nullable Entry<byte[], Optional<byte[]>> change;

        Merged(OrderedStore.Cursor below) {
            this.below = below;
        }

        @Override
        public void seek(byte[] key) {
            below.seek(key);
            change = changes.ceilingEntry(key);
            passDeleted();
        }

        @Override
        public void next() {
            int order = order();
            if (order <= 0) {
                change = changes.higherEntry(Objects.requireNonNull(change).getKey());
            }
            if (order >= 0) {
                below.next();
            }
            passDeleted();
        }

        private void passDeleted() {
            while (change != null && change.getValue().isEmpty() && order() <= 0) {
                if (order() == 0) {
                    below.next();
                }
                change = changes.higherEntry(change.getKey());
            }
        }

        /** Negative when the change comes first, positive when the stored entry does. */
        private int order() {
            if (change == null) {
                return 1;
            }
            return below.isValid() ? Arrays.compareUnsigned(change.getKey(), below.key()) : -1;
        }

        @Override
        public boolean isValid() {
            return change != null || below.isValid();
        }

        @Override
        public byte[] key() {
            return order() <= 0 ? Objects.requireNonNull(change).getKey() : below.key();
        }

        @Override
        public byte[] value() {
            return order() <= 0 ? Objects.requireNonNull(change).getValue().orElseThrow() : below.value();
        }

        @Override
        public void close() {
            below.close();
        }
    }
}
