package dev.tributary.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of a successful answer. A small one is sent whole, with its length and tag, and only when the client does not
 * have it yet; from {@link #WHOLE_BYTES} on it is sent as it comes, with neither. Nothing is sent before then, so whoever
 * fails earlier can still answer otherwise.
 */
final class Body extends OutputStream {
    static final int WHOLE_BYTES = 64 << 10;
    private static final int FIRST_BYTES = 1 << 10;

    private final Content content;
    private byte[] held = new byte[FIRST_BYTES];
    private int length;
    private @Nullable ClientStream out;

    Body(Context ctx, String contentType) {
        content = new Content(ctx, contentType);
    }

    /** Sends a body that is there already, and is neither tagged nor compressed. */
    static void sendWhole(Context ctx, int status, String contentType, byte[] body) throws IOException {
        if (ctx.res().getHeader("Cache-Control") == null) {
            ctx.header("Cache-Control", "no-store");
        }
        Vary.on(ctx, "Accept", "Accept-Encoding");
        ctx.status(status).contentType(contentType);
        Content.sendBytes(ctx, body, body.length);
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
            out = content.stream(Content.UNKNOWN).bound();
            out.write(held, 0, length);
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
            out.finish();
        } else if (!content.isKnown(EntityTags.of(held, length), length)) {
            content.send(held, length);
        }
    }
}
