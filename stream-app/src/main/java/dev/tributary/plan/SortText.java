package dev.tributary.plan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as they are compared when rows are ordered. */
final class SortText {
    private static final int SHORTEST = "'2024-01-01T00:00:00Z'".length();
    private static final Pattern INSTANT = Pattern.compile("\"\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z\"");

    private SortText() {}

    /**
     * Times lose their {@code Z}: their fractions are as long as need be, and {@code 00Z} would come after
     * {@code 00.5Z}, though without the letter it comes before.
     */
    static byte @Nullable [] of(byte @Nullable [] json) {
        if (json == null || json.length < SHORTEST || json[json.length - 2] != 'Z' || json[11] != 'T') {
            return json;
        }
        if (!INSTANT.matcher(new String(json, StandardCharsets.UTF_8)).matches()) {
            return json;
        }
        byte[] text = Arrays.copyOf(json, json.length - 1);
        text[json.length - 2] = '"';
        return text;
    }
}
