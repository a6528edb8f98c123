package dev.tributary.http;

import dev.tributary.cluster.Visit;
import dev.tributary.query.Page;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All documents of a listing, one a line, read some at a time: no store is held open while the client takes its time, so each
 * part is as of the moment when it was read. A part that breaks off is read again from where it broke off; what goes wrong
 * otherwise breaks the connection off.
 */
final class DocumentLines {
    /** So many documents are read at a time. */
    private static final int DOCUMENTS = 100;

    private final Context ctx;
    private final DocumentPage.Listing listing;
    private final LineBuffer lines;
    private int left;
    private byte @Nullable [] last;
    private boolean isComplete;

    /** @param most how many lines there are at most */
    DocumentLines(Context ctx, DocumentPage.Listing listing, int most) {
        this.ctx = ctx;
        this.listing = listing;
        this.lines = new LineBuffer(new Content(ctx, Accepts.NDJSON));
        this.left = most;
    }

    /** Sends those behind a key, or all, for null. */
    void send(byte @Nullable [] first) throws IOException {
        last = first;
        read();
        while (!isComplete && !ctx.method().equals(HandlerType.HEAD)) {
            lines.send();
            read();
        }
        lines.finish();
    }

    /** Reads some documents. */
    private void read() throws IOException {
        try {
            listing.routing().answer(ctx, listing.view(), listing.parameters(), this::read, lines::undoLine);
        } finally {
            lines.storesClosed();
        }
    }

    private void read(Visit visit) throws IOException {
        try (Page page = listing.open(visit, last, Math.min(DOCUMENTS, left))) {
            if (!lines.isBegun()) {
                Freshness.set(ctx, page.served());
            }
            boolean isWritten = write(page);
            isComplete = left == 0 || (isWritten && page.last().isEmpty());
            if (isWritten && !isComplete) {
                last = page.last().orElse(last);
            }
        }
    }

    /** Writes the documents of a page; false when it is time to send what there is before all are written. */
    private boolean write(Page page) throws IOException {
        List<byte[]> keys = page.keys();
        for (int i = 0; i < keys.size() && left > 0; i++) {
            byte[] key = keys.get(i);
            if (page.contains(key)) {
                listing.item(page, key).writeTo(lines);
                lines.endLine();
                Exchange.of(ctx).countDocument();
                left--;
            }
            last = key;
            if (lines.isFull() && i + 1 < keys.size()) {
                return false;
            }
        }
        return true;
    }
}
