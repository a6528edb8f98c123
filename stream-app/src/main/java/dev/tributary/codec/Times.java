package dev.tributary.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates, times and timestamps as numbers or text; out comes ISO 8601 in UTC, with a fraction only where one is needed. */
final class Times {
    private static final int NANO_DIGITS = 9;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXXXX][XXXX][X]")
            .toFormatter();
    /** Databases have times of day beyond a day, and below zero. */
    private static final Pattern TIME =
            Pattern.compile("(-?)([0-9]{1,4}):([0-5][0-9])(?::([0-5][0-9])(?:\\.([0-9]{1,9}))?)?Z?");

    private Times() {}

    static String date(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }

    static String date(String iso) {
        return LocalDate.parse(iso, DateTimeFormatter.ISO_DATE).toString();
    }

    /** A timestamp since 1970, in units of so many digits below the second: 3 for milliseconds. */
    static String timestamp(BigDecimal since, int digits) {
        BigDecimal seconds = since.movePointLeft(digits);
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        BigDecimal nanos = seconds.subtract(whole).movePointRight(NANO_DIGITS);
        return Instant.ofEpochSecond(whole.longValueExact(), nanos.longValue()).toString();
    }

    /** A timestamp as text: with its offset, else in UTC; a space will do for the T, and a date for midnight. */
    static String timestamp(String text) {
        String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
        if (iso.length() == 10) {
            iso += "T00:00:00";
        }
        TemporalAccessor parsed = TIMESTAMP.parseBest(iso.trim(), OffsetDateTime::from, LocalDateTime::from);
        Instant instant = parsed instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
        return instant.toString();
    }

    /** A time since midnight, in units of so many digits below the second. */
    static String time(BigDecimal since, int digits) {
        return time(since.movePointRight(NANO_DIGITS - digits).longValueExact());
    }

    static String time(String text) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        long minutes = Long.parseLong(parts.group(2)) * 60 + Long.parseLong(parts.group(3));
        long seconds = minutes * 60 + (parts.group(4) == null ? 0 : Long.parseLong(parts.group(4)));
        String fraction = parts.group(5) == null ? "" : parts.group(5);
        long nanos = Long.parseLong(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
        long total = seconds * NANOS_PER_SECOND + nanos;
        return time(parts.group(1).isEmpty() ? total : -total);
    }

    private static String time(long nanosSinceMidnight) {
        long nanos = Math.absExact(nanosSinceMidnight);
        long seconds = nanos / NANOS_PER_SECOND;
        String sign = nanosSinceMidnight < 0 ? "-" : "";
        String time = String.format("%s%02d:%02d:%02d", sign, seconds / 3600, seconds / 60 % 60, seconds % 60);
        long fraction = nanos % NANOS_PER_SECOND;
        if (fraction == 0) {
            return time;
        }
        String digits = String.format(".%09d", fraction);
        return time
                + (fraction % 1_000_000 == 0
                        ? digits.substring(0, 4)
                        : fraction % 1_000 == 0 ? digits.substring(0, 7) : digits);
    }
}
