package dev.tributary.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Dates as HTTP has them (RFC 9110, 5.6.7). Writing one takes longer than to look up a document: the last ones are kept. */
final class HttpDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int KEPT = 256;
    private static final int MS_PER_S = 1_000;

    private static final AtomicReferenceArray<@Nullable Written> WRITTEN = new AtomicReferenceArray<>(KEPT);

    private record Written(long second, String text) {}

    private HttpDate() {}

    /** @param ms since 1970 */
    static String of(long ms) {
        long second = Math.floorDiv(ms, MS_PER_S);
        int place = Math.floorMod(second, KEPT);
        Written known = WRITTEN.get(place);
        if (known == null || known.second != second) {
            known = new Written(second, FORM.format(Instant.ofEpochSecond(second)));
            WRITTEN.set(place, known);
        }
        return known.text;
    }
}
