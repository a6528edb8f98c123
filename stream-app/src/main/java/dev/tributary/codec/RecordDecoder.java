package dev.tributary.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes the records of one source. Not thread-safe: one per task. Never throws: what it cannot read is Invalid. */
public interface RecordDecoder {

    /** What the record says; usually one change, in the order in which they apply. Either part may be null. */
    List<Change> decode(byte @Nullable [] key, byte @Nullable [] value);
}
