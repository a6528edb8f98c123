package dev.tributary.codec;

import java.io.IOException;

/** What the value of one format says. */
@FunctionalInterface
interface ValueDecoder {
    /** The change; the value is not null, nor the text {@code null}. */
    Change decode(Slice value) throws IOException;
}
