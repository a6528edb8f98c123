package dev.tributary.http;

import dev.tributary.live.Live;
import dev.tributary.live.Outlet;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The body of a stream: written without waiting, by whatever thread has something. */
final class AsyncOutput implements Outlet, WriteListener {
    private final ServletOutputStream out;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Live.@Nullable Handle stream;
    private volatile boolean isOpen;
    /** The head of the answer goes out at once. */
    private boolean isFlushDue = true;

    AsyncOutput(ServletOutputStream out) {
        this.out = out;
    }

    /** Begins to be written by a stream. */
    void openFor(Live.Handle begun) {
        stream = begun;
        out.setWriteListener(this);
    }

    /** Completed when nothing more is written; with a failure when the connection is to be broken off. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void onWritePossible() {
        isOpen = true;
        Live.Handle known = stream;
        if (known != null) {
            known.canWrite();
        }
    }

    @Override
    public void onError(Throwable failure) {
        Live.Handle known = stream;
        if (known != null) {
            known.broke();
        }
    }

    @Override
    public boolean isReady() throws IOException {
        if (!isOpen || !out.isReady()) {
            return false;
        }
        if (!isFlushDue) {
            return true;
        }
        isFlushDue = false;
        out.flush();
        return out.isReady();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        isFlushDue = true;
    }

    @Override
    public void end() {
        ended.complete(null);
    }

    @Override
    public void breakOff() {
        ended.completeExceptionally(new IOException("the stream was broken off"));
    }
}
