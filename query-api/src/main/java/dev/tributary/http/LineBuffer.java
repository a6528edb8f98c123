package dev.tributary.http;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds lines that are read while a store is open, to send them when it is closed. A line that does not fit is sent at once, in
 * bounded time. Not thread-safe.
 */
final class LineBuffer extends OutputStream {
    private static final int HELD_BYTES = 64 << 10;
    private static final int FULL_BYTES = 32 << 10;

    private final Content content;
    private final byte[] held = new byte[HELD_BYTES];
    private int length;
    private int linesEnd;
    private boolean isOver;
    private @Nullable ClientStream out;

    LineBuffer(Content content) {
        this.content = content;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (!isOver && length + count <= HELD_BYTES) {
            System.arraycopy(bytes, from, held, length, count);
            length += count;
            return;
        }
        if (!isOver) {
            out().bound();
            send();
            isOver = true;
        }
        out().write(bytes, from, count);
    }

    /** Ends a line. */
    void endLine() throws IOException {
        write('\n');
        linesEnd = length;
    }

    /** Takes back what was written of a line that has no end; false when a part of it may be on its way. */
    boolean undoLine() {
        if (isOver) {
            return false;
        }
        length = linesEnd;
        return true;
    }

    /** Whether a part of the answer may be on its way. */
    boolean isBegun() {
        return out != null;
    }

    /** Whether it is time to send what there is. */
    boolean isFull() {
        return isOver || length >= FULL_BYTES;
    }

    /** From now on the client may take its time. */
    void storesClosed() {
        isOver = false;
        if (out != null) {
            out.unbound();
        }
    }

    /** Sends what is held. */
    void send() throws IOException {
        out().write(held, 0, length);
        length = 0;
        linesEnd = 0;
    }

    /** Sends what is held: there are no more lines. */
    void finish() throws IOException {
        send();
        out().finish();
    }

    private ClientStream out() throws IOException {
        ClientStream begun = out;
        if (begun == null) {
            begun = content.stream(Content.UNKNOWN);
            out = begun;
        }
        return begun;
    }
}
