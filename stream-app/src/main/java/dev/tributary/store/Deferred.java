package dev.tributary.store;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A value that is computed when its row is read, because totals or other rows of the document are part of it. Thread-safe. */
@FunctionalInterface
public interface Deferred {
    /**
     * The value as JSON; null for null.
     *
     * @param captured what was known when the row was written
     * @param kept members of the row's fragment, by the number under which they were kept
     * @param totals the row's own totals, by number
     */
    byte @Nullable [] value(
            byte[] @Nullable [] captured, IntFunction<byte @Nullable []> kept, IntFunction<byte[]> totals);
}
