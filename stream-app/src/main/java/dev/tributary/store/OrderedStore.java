package dev.tributary.store;

import org.jspecify.annotations.Nullable;

/** Bytes to bytes, in the order of unsigned bytes, changed by atomic batches. One writer; any number of snapshots. */
public interface OrderedStore extends OrderedReads, AutoCloseable {

    /** Applies all of the batch or nothing. */
    void write(Batch batch);

    /** The store as it is now, for reading from any thread, until closed. Takes no lock. */
    Snapshot snapshot();

    /** What readers know by that what they have read is still so; only of what is written as a {@link FoldState.Change#revise}. */
    Revisions revisions();

    /** Makes all that was written survive a crash of the process. */
    void flush();

    @Override
    void close();

    /** One instant of a store. Thread-safe; must be closed. */
    interface Snapshot extends OrderedReads, AutoCloseable {
        @Override
        void close();
    }

    /** Entries in ascending order. Not thread-safe; must be closed. */
    interface Cursor extends AutoCloseable {
        /** Whether it stands on an entry. */
        boolean isValid();

        byte[] key();

        byte[] value();

        void next();

        /** To the first entry at or after the key. */
        void seek(byte[] key);

        @Override
        void close();
    }

    /** Changes to be applied together. The last change of a key counts. Not thread-safe; must be closed. */
    interface Batch extends AutoCloseable {
        void put(byte[] key, byte[] value);

        void delete(byte[] key);

        @Override
        void close();
    }

    /** An empty batch for this store. */
    Batch newBatch();

    @Override
    byte @Nullable [] get(byte[] key);
}
