package dev.tributary.query;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Some documents of a view, in an order, to be read in that order. Must be closed, and soon. Not thread-safe. */
public final class Page implements AutoCloseable {
    private final List<byte[]> keys;
    private final Optional<byte[]> last;
    private final Served served;
    private final Contents contents;

    /** @param last the key behind which the next page starts; empty on the last page */
    Page(List<byte[]> keys, Optional<byte[]> last, Served served, Contents contents) {
        this.keys = List.copyOf(keys);
        this.last = last;
        this.served = served;
        this.contents = contents;
    }

    /** Canonical. */
    public List<byte[]> keys() {
        return keys;
    }

    /** The key behind which the next page starts; empty on the last page. */
    public Optional<byte[]> last() {
        return last;
    }

    public Served served() {
        return served;
    }

    /** Whether there is a document of the next of the keys; of a listing's one may be gone by now. */
    public boolean contains(byte[] key) throws IOException {
        return contents.contains(key);
    }

    /** Writes what was chosen of the document of that key. */
    public void write(byte[] key, OutputStream out) throws IOException {
        contents.write(key, out);
    }

    @Override
    public void close() {
        contents.close();
    }
}
