package dev.tributary.plan;

import dev.tributary.store.FoldState;
import org.jspecify.annotations.Nullable;

/** What carries a step for one partition: its state, and the way out. Single-threaded. */
public interface Task {
    /** This partition's state of the step. */
    FoldState state();

    /** Appends to a log, in the partition of the key's routing part; a null value lets the key be forgotten. */
    void send(Log log, byte[] key, byte @Nullable [] value);

    /** Wall-clock time in ms since 1970. */
    long now();
}
