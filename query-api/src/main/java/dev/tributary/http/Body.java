package dev.tributary.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of a successful answer. A small one is sent whole, with its length and tag, and only when the client does not
 * have it yet; from {@link #WHOLE_BYTES} on it is sent as it comes, with neither. Nothing is sent before then, so whoever
 * fails earlier can still answer otherwise.
 */
final class Body extends OutputStream {
    static final int WHOLE_BYTES = 64 << 10;
    /** A reader that takes longer holds a store open that may have to close. */
    private static final long SENDING_AT_MOST_NS = 10_000_000_000L;

    private static final int FIRST_BYTES = 1 << 10;

    private final Context ctx;
    private final String contentType;
    private byte[] held = new byte[FIRST_BYTES];
    private int length;
    private long deadline;
    private @Nullable ServletOutputStream out;

    Body(Context ctx, String contentType) {
        this.ctx = ctx;
        this.contentType = contentType;
    }

    /** Sends a body that is there already. */
    static void sendWhole(Context ctx, int status, String contentType, byte[] body) throws IOException {
        if (ctx.res().getHeader("Cache-Control") == null) {
            ctx.header("Cache-Control", "no-store");
        }
        ctx.status(status).contentType(contentType);
        sendBytes(ctx, body, body.length);
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (out == null && length + count <= WHOLE_BYTES) {
            hold(bytes, from, count);
            return;
        }
        if (out == null) {
            ctx.status(200).contentType(contentType);
            deadline = System.nanoTime() + SENDING_AT_MOST_NS;
            out = ctx.res().getOutputStream();
            out.write(held, 0, length);
        }
        if (System.nanoTime() - deadline > 0) {
            throw new IOException("the client took longer than " + SENDING_AT_MOST_NS / 1_000_000 + " ms to read");
        }
        out.write(bytes, from, count);
    }

    private void hold(byte[] bytes, int from, int count) {
        if (length + count > held.length) {
            held = Arrays.copyOf(held, Math.min(WHOLE_BYTES, Math.max(2 * held.length, length + count)));
        }
        System.arraycopy(bytes, from, held, length, count);
        length += count;
    }

    /** Sends what is not sent yet: the body is complete. */
    void finish() throws IOException {
        if (out != null) {
            return;
        }
        String tag = EntityTags.of(held, length);
        ctx.header("ETag", tag);
        if (EntityTags.matches(ifNoneMatch(ctx), tag)) {
            ctx.status(304);
            ctx.res().setContentType(null);
            return;
        }
        ctx.status(200).contentType(contentType);
        sendBytes(ctx, held, length);
    }

    /** The header may come in several lines, which are one list. */
    static @Nullable String ifNoneMatch(Context ctx) {
        String lines =
                Collections.list(ctx.req().getHeaders("If-None-Match")).stream().collect(Collectors.joining(","));
        return lines.isEmpty() ? null : lines;
    }

    private static void sendBytes(Context ctx, byte[] body, int length) throws IOException {
        ctx.res().setContentLength(length);
        ctx.res().getOutputStream().write(body, 0, length);
    }
}
