package dev.tributary.http;

import dev.tributary.query.Served;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The headers that say how fresh an answer from a view is. */
final class Freshness {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

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
            ctx.header("Last-Modified", date(Math.min(timeMs, nowMs)));
            // the server's own is of when the request came, and one that waited for a change would tell of a later one
            ctx.header("Date", date(nowMs));
        }
    }

    private static String date(long ms) {
        return HTTP_DATE.format(Instant.ofEpochMilli(ms));
    }
}
