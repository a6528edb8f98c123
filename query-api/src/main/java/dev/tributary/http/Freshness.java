package dev.tributary.http;

import dev.tributary.query.Served;
import io.javalin.http.Context;

/** The headers that say how fresh an answer from a view is. */
final class Freshness {
    private Freshness() {}

    /** @param served what was read */
    static void set(Context ctx, Served served) {
        ctx.header("View-Lag", served.lagRecords() + ";ms=" + served.lagMs());
        ctx.header("Served-By", served.active() ? "active" : "standby");
        ctx.header("Cache-Control", "private, no-cache");
    }

    /** @param timeMs when the document changed, since 1970; 0 when that is not known. Producers' clocks may be ahead of ours */
    static void modified(Context ctx, long timeMs) {
        if (timeMs > 0) {
            long nowMs = System.currentTimeMillis();
            ctx.header("Last-Modified", HttpDate.of(Math.min(timeMs, nowMs)));
            // the server's own is of when the request came, and one that waited for a change would tell of a later one
            ctx.header("Date", HttpDate.of(nowMs));
        }
    }
}
