package dev.tributary.config;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as people write them. */
final class ByteSize {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})\\s?([KMG])I?B", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "KMG";
    private static final int UNIT_BITS = 10;

    private ByteSize() {}

    /** Empty when it is no size. */
    static OptionalLong parse(String text) {
        Matcher size = WRITTEN.matcher(text.strip());
        if (!size.matches()) {
            return OptionalLong.empty();
        }
        int unit = 1 + UNITS.indexOf(Character.toUpperCase(size.group(2).charAt(0)));
        return OptionalLong.of(Long.parseLong(size.group(1)) << (unit * UNIT_BITS));
    }

    /** In the largest unit of which it is a whole number. */
    static String text(long bytes) {
        int unit = 0;
        long count = bytes;
        while (unit < UNITS.length() && count > 0 && count % (1 << UNIT_BITS) == 0) {
            count >>= UNIT_BITS;
            unit++;
        }
        return count + (unit == 0 ? " bytes" : UNITS.charAt(unit - 1) + "B");
    }
}
