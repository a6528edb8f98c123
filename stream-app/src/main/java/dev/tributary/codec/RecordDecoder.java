package dev.tributary.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the records of one source. Not thread-safe: one per task. What it cannot read is Invalid; the one exception that
 * it throws is {@link RegistryUnavailable}.
 */
@FunctionalInterface
public interface RecordDecoder {

    /** What the record says; usually one change, in the order in which they apply. Either part may be null. */
    List<Change> decode(byte @Nullable [] key, byte @Nullable [] value, Headers headers);

    /** A record's headers. */
    @FunctionalInterface
    interface Headers {
        Headers NONE = name -> null;

        /** The value of the last header of this name; null if there is none. */
        byte @Nullable [] get(String name);
    }
}
