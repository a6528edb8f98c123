package dev.tributary.http;

import dev.tributary.live.Live;
import dev.tributary.live.Outlet;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of a stream: written without waiting, by whatever thread has something. Ended here and not by the framework, which must
 * not touch a request that the server has given up.
 */
final class AsyncOutput implements Outlet, WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncOutput.class);

    private final AsyncContext request;
    private final HttpServletResponse response;
    private final ServletOutputStream out;
    private volatile Live.@Nullable Handle stream;
    private volatile boolean isOpen;
    /** The head of the answer goes out at once. */
    private boolean isFlushDue = true;

    AsyncOutput(AsyncContext request, HttpServletResponse response) throws IOException {
        this.request = request;
        this.response = response;
        out = response.getOutputStream();
    }

    /** Begins to be written by a stream. */
    void openFor(Live.Handle begun) {
        stream = begun;
        out.setWriteListener(this);
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
        try {
            request.complete();
        } catch (RuntimeException isOver) {
            // the server may be taking the request apart: the client is gone
            LOG.debug("a stream was over already", isOver);
        }
    }

    @Override
    public void breakOff() {
        Failures.abort(response);
    }
}
