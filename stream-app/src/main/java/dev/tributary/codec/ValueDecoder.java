package dev.tributary.codec;

import java.io.IOException;
import java.util.List;

/** What the values of one format say. */
@FunctionalInterface
interface ValueDecoder {
    /** The changes, in order; the value is not null. */
    List<Change> decode(byte[] value, RecordDecoder.Headers headers) throws IOException;

    /** Of formats that are JSON. */
    @FunctionalInterface
    interface OfJson {
        /** The changes, in order; the value is not the text {@code null} either. */
        List<Change> decode(Slice value, RecordDecoder.Headers headers) throws IOException;
    }
}
