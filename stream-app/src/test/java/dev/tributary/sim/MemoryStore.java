package dev.tributary.sim;

import dev.tributary.store.OrderedStore;
import dev.tributary.store.Revisions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An ordered store in memory, which can be copied: a disk at some instant. Single-threaded. */
final class MemoryStore implements OrderedStore {
    private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

    private final Revisions revisions = new Revisions();

    MemoryStore copy() {
        MemoryStore copy = new MemoryStore();
        copy.entries.putAll(entries);
        return copy;
    }

    int size() {
        return entries.size();
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        return entries.get(key);
    }

    @Override
    public Cursor cursor() {
        return new MemoryCursor();
    }

    @Override
    public Batch newBatch() {
        return new MemoryBatch();
    }

    @Override
    public void write(Batch batch) {
        ((MemoryBatch) batch).changes.forEach(change -> change.run());
    }

    @Override
    public Revisions revisions() {
        return revisions;
    }

    @Override
    public Snapshot snapshot() {
        MemoryStore copy = copy();
        return new Snapshot() {
            @Override
            public byte @Nullable [] get(byte[] key) {
                return copy.get(key);
            }

            @Override
            public Cursor cursor() {
                return copy.cursor();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    private final class MemoryBatch implements Batch {
        private final List<Runnable> changes = new ArrayList<>();

        @Override
        public void put(byte[] key, byte[] value) {
            changes.add(() -> entries.put(key, value));
        }

        @Override
        public void delete(byte[] key) {
            changes.add(() -> entries.remove(key));
        }

        @Override
        public void close() {}
    }

    private final class MemoryCursor implements Cursor {
        private Map.@Nullable Entry<byte[], byte[]> entry;

        @Override
        public boolean isValid() {
            return entry != null;
        }

        @Override
        public byte[] key() {
            return entry.getKey();
        }

        @Override
        public byte[] value() {
            return entry.getValue();
        }

        @Override
        public void next() {
            entry = entries.higherEntry(entry.getKey());
        }

        @Override
        public void seek(byte[] key) {
            entry = entries.ceilingEntry(key);
        }

        @Override
        public void close() {}
    }
}
