package dev.tributary.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Functions that make text, or look into it. */
final class Texts {
    private Texts() {}

    static String join(List<?> list, String separator) {
        StringJoiner joined = new StringJoiner(separator);
        for (Object item : list) {
            if (!(item instanceof String text)) {
                throw new Failure("`join` expects a list of text, but " + Shown.of(item) + " is in it");
            }
            joined.add(text);
        }
        return joined.toString();
    }

    static Pattern pattern(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new Failure(Shown.of(regex) + " is no regular expression of RE2: " + e.getDescription());
        }
    }

    static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new Failure(Shown.of(zone) + " is no time zone");
        }
    }

    static DateTimeFormatter formatter(String pattern, String zone) {
        try {
            return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone(zone));
        } catch (IllegalArgumentException e) {
            throw new Failure(Shown.of(pattern) + " is no pattern of a time: " + e.getMessage());
        }
    }

    static String format(Object timestamp, DateTimeFormatter formatter) {
        if (!(timestamp instanceof Instant instant)) {
            throw new Failure("`format` expects a timestamp, not " + Shown.of(timestamp));
        }
        try {
            return formatter.format(instant);
        } catch (DateTimeException e) {
            throw new Failure("`format` cannot show " + instant + " like that");
        }
    }

    /** As CEL's string() writes it: seconds, with a fraction of 3, 6 or 9 digits where there is one. */
    static String duration(Duration duration) {
        Duration size = duration.abs();
        String fraction = String.format(Locale.ROOT, ".%09d", size.getNano());
        String needed = fraction.replaceFirst("(000)+$", "");
        String sign = duration.isNegative() ? "-" : "";
        return sign + size.getSeconds() + (needed.equals(".") ? "" : needed) + "s";
    }
}
