package dev.tributary.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A body on its way to the client. Without {@link #finish} a compressed one has no end. Not thread-safe. */
final class ClientStream extends FilterOutputStream {
    /** A reader that takes longer holds a store open that may have to close. */
    private static final long SENDING_AT_MOST_NS = 10_000_000_000L;

    private static final int BUFFER_BYTES = 8 << 10;

    private final OutputStream to;
    private final @Nullable GZIPOutputStream zip;
    private long deadline;
    private boolean isBounded;

    private ClientStream(OutputStream to, @Nullable GZIPOutputStream zip) {
        super(to);
        this.to = to;
        this.zip = zip;
    }

    static ClientStream plain(OutputStream out) {
        return new ClientStream(out, null);
    }

    static ClientStream zipped(OutputStream out) throws IOException {
        GZIPOutputStream zip = new GZIPOutputStream(out, BUFFER_BYTES);
        return new ClientStream(zip, zip);
    }

    /** From now on the client must not take too long: a store is held open. */
    ClientStream bound() {
        isBounded = true;
        deadline = System.nanoTime() + SENDING_AT_MOST_NS;
        return this;
    }

    /** From now on it may. */
    void unbound() {
        isBounded = false;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (isBounded && System.nanoTime() - deadline > 0) {
            throw new IOException("the client took longer than " + SENDING_AT_MOST_NS / 1_000_000 + " ms to read");
        }
        to.write(bytes, from, count);
    }

    /** Completes the body. */
    void finish() throws IOException {
        if (zip != null) {
            zip.finish();
        }
    }
}
