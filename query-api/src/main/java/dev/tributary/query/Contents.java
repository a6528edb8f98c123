package dev.tributary.query;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What is sent of documents, of which it was said beforehand which, and in which order. They are read in that order. Must be
 * closed, and soon. Not thread-safe.
 *
 * <p>All but {@link #close} may throw {@link CopyAway}.
 */
public interface Contents extends AutoCloseable {
    /** Whether there is a document of that canonical key: the next one of them. */
    boolean contains(byte[] key) throws IOException;

    /** Writes that document. */
    void write(byte[] key, OutputStream out) throws IOException;

    @Override
    void close();
}
