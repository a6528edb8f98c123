package dev.tributary.topology;

import dev.tributary.plan.Step;
import dev.tributary.store.FoldState;
import dev.tributary.store.OrderedStore;
import dev.tributary.store.RocksStore;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A step's state as Kafka Streams' store of one partition. Its log is its only changelog, and the same fold runs when
 * processing, when restoring, and on a standby.
 *
 * <p>The store keeps, in each batch, how far in the log it has come; the offsets that Kafka Streams offers are ignored,
 * once it processes, because they count what the task wrote to the log as folded. Written by one thread; snapshots may be taken by any.
 */
public final class FoldStore implements StateStore {
    /** How often what was written is made to survive a crash of the process; less often means a longer restore. */
    private static final long FLUSH_EVERY_MS = 30_000;

    private final String name;
    private final Step step;
    private volatile @Nullable OrderedStore store;
    private @Nullable FoldState state;
    private boolean restoring;
    private volatile boolean active;
    private long flushedAtMs = System.currentTimeMillis();

    FoldStore(String name, Step step) {
        this.name = name;
        this.step = step;
    }

    /** Builds the store of a step. */
    public static StoreBuilder<FoldStore> builder(String name, Step step) {
        return new FoldStoreBuilder(name, step);
    }

    /** The state, for the stream thread. */
    FoldState state() {
        if (state == null) {
            throw new IllegalStateException("the store " + name + " is not open");
        }
        return state;
    }

    /** The entries, for readers of snapshots; null while the store is closed. */
    public @Nullable OrderedStore entries() {
        return store;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        OrderedStore opened =
                new RocksStore(context.stateDir().toPath().resolve("folds").resolve(name));
        store = opened;
        state = new FoldState(opened);
        context.register(root, (BatchingStateRestoreCallback) this::restore);
    }

    private void restore(Collection<KeyValue<byte[], byte[]>> records) {
        restoring = true;
        long now = System.currentTimeMillis();
        for (KeyValue<byte[], byte[]> each : records) {
            step.restore(each.key, each.value, state(), now);
        }
    }

    /** From now on records come with their offsets, and each batch says how far it has come. */
    void beginProcessing() {
        restoring = false;
        active = true;
    }

    /** Another copy may be kept current from now on; this one may go on as a standby. */
    void endProcessing() {
        active = false;
    }

    /** Whether this is the copy that is kept current, as far as is known here; else it is restored or stands by. */
    public boolean isActive() {
        return active && store != null;
    }

    /** Runs after the offsets of all that was processed have been committed. */
    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        if (state == null || store == null) {
            return;
        }
        if (changelogOffsets.isEmpty()) {
            // the log lost what the store stands on: it is restored from the log's beginning
            state.forgetOffset();
            return;
        }
        state.settle();
        Long restored = restoring && changelogOffsets.size() == 1
                ? changelogOffsets.values().iterator().next()
                : null;
        if (restored != null && restored >= 0) {
            state.restoredTo(restored);
        }
        long now = System.currentTimeMillis();
        if (now - flushedAtMs >= FLUSH_EVERY_MS) {
            store.flush();
            flushedAtMs = now;
        }
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return state == null ? null : state.offset();
    }

    @Override
    @SuppressWarnings("deprecation") // required of new stores by 4.3
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return store != null;
    }

    @Override
    public void close() {
        OrderedStore open = store;
        store = null;
        state = null;
        if (open != null) {
            open.close();
        }
    }
}
