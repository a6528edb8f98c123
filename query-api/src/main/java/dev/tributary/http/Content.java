package dev.tributary.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * Sends what a successful answer consists of: with its type, compressed where the client takes that and it is worth it, and
 * only when the client does not have it yet.
 */
final class Content {
    /** Smaller bodies gain nothing. */
    static final int GZIP_FROM_BYTES = 1 << 10;

    /** Stands for a length that is not known. */
    static final long UNKNOWN = -1;

    private final Context ctx;
    private final String type;
    private final Accepts.Coding coding;

    Content(Context ctx, String type) {
        this.ctx = ctx;
        this.type = type;
        coding = Accepts.coding(ctx);
        Vary.on(ctx, "Accept", "Accept-Encoding");
    }

    private boolean isZipped(long length) {
        return switch (coding) {
            case IDENTITY -> false;
            case GZIP_IF_LARGE -> length == UNKNOWN || length >= GZIP_FROM_BYTES;
            case GZIP -> true;
        };
    }

    /**
     * Sets the tag of the body, which is another one when it is compressed, and answers 304 when the client has the body in
     * either form.
     *
     * @param tag of the body as it is
     */
    boolean isKnown(String tag, long length) {
        String zipped = EntityTags.zipped(tag);
        ctx.header("ETag", isZipped(length) ? zipped : tag);
        Optional<String> known = EntityTags.match(ifNoneMatch(ctx), tag, zipped);
        if (known.isEmpty()) {
            return false;
        }
        // a cache finds what it has by the tag that it named
        known.filter(named -> !named.equals("*")).ifPresent(named -> ctx.header("ETag", named));
        ctx.status(304);
        ctx.res().setContentType(null);
        return true;
    }

    /** The header may come in several lines, which are one list. */
    static String ifNoneMatch(Context ctx) {
        return Collections.list(ctx.req().getHeaders("If-None-Match")).stream().collect(Collectors.joining(","));
    }

    /** Sends a body that is all there. */
    void send(byte[] body, int length) throws IOException {
        begin();
        if (!isZipped(length)) {
            sendBytes(ctx, body, length);
            return;
        }
        ctx.header("Content-Encoding", "gzip");
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(length / 2);
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(body, 0, length);
        }
        sendBytes(ctx, zipped.toByteArray(), zipped.size());
    }

    static void sendBytes(Context ctx, byte[] body, int length) throws IOException {
        ctx.res().setContentLength(length);
        ctx.res().getOutputStream().write(body, 0, length);
    }

    /** Begins a body that is sent as it comes. */
    ClientStream stream(long length) throws IOException {
        begin();
        ServletOutputStream out = ctx.res().getOutputStream();
        if (isZipped(length)) {
            ctx.header("Content-Encoding", "gzip");
            chunk(ctx);
            return ClientStream.zipped(out);
        }
        if (length != UNKNOWN) {
            ctx.res().setContentLengthLong(length);
        } else {
            chunk(ctx);
        }
        return ClientStream.plain(out);
    }

    /** Left to itself the server would end the body of a request to close the connection by closing it, even in the middle. */
    static void chunk(Context ctx) {
        if (ctx.req().getProtocol().equals("HTTP/1.1")) {
            ctx.header("Transfer-Encoding", "chunked");
        }
    }

    private void begin() {
        ctx.status(200).contentType(type);
    }
}
