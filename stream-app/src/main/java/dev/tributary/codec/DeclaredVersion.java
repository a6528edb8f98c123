package dev.tributary.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a version column says, as bytes in the order of the versions: numbers by value, also as text; times by time; other
 * texts by code point, after these.
 */
final class DeclaredVersion {
    static final byte[] NONE = new byte[0];

    private static final int NANO_DIGITS = 9;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,1000}(\\.[0-9]{1,1000})?");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?");

    private final TupleWriter tuple = new TupleWriter();

    /** The bytes of a column's canonical JSON; none for null. */
    byte[] of(byte @Nullable [] json) {
        if (json == null || json[0] == 'n') {
            return NONE;
        }
        tuple.reset(0);
        if (json[0] != '"') {
            return tuple.addJson(json, false).toBytes();
        }
        String inside = new String(json, 1, json.length - 2, StandardCharsets.UTF_8);
        return tuple.add(value(JsonStrings.unescape(inside))).toBytes();
    }

    private static Object value(String text) {
        if (NUMBER.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        if (TIME.matcher(text).matches()) {
            try {
                return time(text);
            } catch (DateTimeException none) {
                return text;
            }
        }
        return text;
    }

    private static BigDecimal time(String text) {
        Instant time = Instant.parse(Times.timestamp(text));
        return BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS));
    }
}
