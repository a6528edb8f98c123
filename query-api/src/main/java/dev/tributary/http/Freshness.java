package dev.tributary.http;

import dev.tributary.runtime.ViewStatus;
import io.javalin.http.Context;

/** The headers that say how fresh an answer from a view is. */
final class Freshness {
    private Freshness() {}

    /** @param status as it was before the documents were opened, so that they are at least as fresh */
    static void set(Context ctx, ViewStatus status) {
        ctx.header("View-Lag", status.lagRecords() + ";ms=" + status.lagMs());
        ctx.header("Served-By", "active");
        ctx.header("Cache-Control", "private, no-cache");
    }
}
