package dev.tributary.http;

import dev.tributary.runtime.ViewStatus;
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

    /** @param status as it was before the documents were opened, so that they are at least as fresh */
    static void set(Context ctx, ViewStatus status) {
        ctx.header("View-Lag", status.lagRecords() + ";ms=" + status.lagMs());
        ctx.header("Served-By", "active");
        ctx.header("Cache-Control", "private, no-cache");
    }

    /** @param timeMs when the document changed, since 1970; 0 when that is not known. Producers' clocks may be ahead of ours */
    static void modified(Context ctx, long timeMs) {
        if (timeMs > 0) {
            long told = Math.min(timeMs, System.currentTimeMillis());
            ctx.header("Last-Modified", HTTP_DATE.format(Instant.ofEpochMilli(told)));
        }
    }
}
