package dev.tributary.http;

import dev.tributary.query.Page;
import dev.tributary.runtime.ViewStatus;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All documents of a listing, one a line, read some at a time: no store is held open while the client takes its time, so each
 * part is as of the moment when it was read. What goes wrong on the way breaks the connection off.
 */
final class DocumentLines {
    /** So many documents are read at a time. */
    private static final int DOCUMENTS = 100;

    private final Context ctx;
    private final DocumentPage.Listing listing;
    private final LineBuffer lines;
    private int left;

    /** @param most how many lines there are at most */
    DocumentLines(Context ctx, DocumentPage.Listing listing, int most) {
        this.ctx = ctx;
        this.listing = listing;
        this.lines = new LineBuffer(new Content(ctx, Accepts.NDJSON));
        this.left = most;
    }

    /** Sends those behind a key, or all, for null. */
    void send(byte @Nullable [] first) throws IOException {
        byte[] last = read(first);
        while (last != null && !ctx.method().equals(HandlerType.HEAD)) {
            lines.send();
            last = read(last);
        }
        lines.finish();
    }

    /** Reads some documents; the key behind which it goes on, or null. */
    private byte @Nullable [] read(byte @Nullable [] after) throws IOException {
        ViewStatus status = listing.view().status();
        try (Page page = listing.open(status, after, Math.min(DOCUMENTS, left))) {
            if (!lines.isBegun()) {
                Freshness.set(ctx, status);
            }
            List<byte[]> keys = page.keys();
            for (int i = 0; i < keys.size(); i++) {
                listing.item(page, keys.get(i)).writeTo(lines);
                lines.write('\n');
                Exchange.of(ctx).countDocument();
                if (--left == 0) {
                    return null;
                }
                if (lines.isFull() && i + 1 < keys.size()) {
                    return keys.get(i);
                }
            }
            return page.last().orElse(null);
        } finally {
            lines.storesClosed();
        }
    }
}
