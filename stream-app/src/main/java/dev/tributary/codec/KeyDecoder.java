package dev.tributary.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the keys of records. */
@FunctionalInterface
interface KeyDecoder {
    /** The key as JSON: an object with columns, or a scalar. Null when it says nothing of the row's key. */
    @Nullable
    Payload decode(byte[] key) throws IOException;
}
