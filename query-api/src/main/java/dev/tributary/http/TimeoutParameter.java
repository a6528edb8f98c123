package dev.tributary.http;

import dev.tributary.cluster.Budget;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code timeout=500ms} or {@code timeout=5s}: how long a request waits for copies that are elsewhere, or away. */
final class TimeoutParameter {
    static final String NAME = "timeout";

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(ms|s)");
    private static final int MS_PER_S = 1_000;

    private TimeoutParameter() {}

    static long ms(Parameters parameters) {
        String text = parameters.text(NAME).orElse(null);
        if (text == null) {
            return Budget.DEFAULT_MS;
        }
        Matcher matcher = FORM.matcher(text);
        long ms = matcher.matches()
                ? Long.parseLong(matcher.group(1)) * (matcher.group(2).equals("s") ? MS_PER_S : 1)
                : 0;
        if (ms < 1 || ms > Budget.MOST_MS) {
            throw new Refusal(Parameters.bad(
                    NAME,
                    "Expected `timeout` to be from 1ms to " + Budget.MOST_MS / MS_PER_S
                            + "s, as in `500ms` or `5s`, but came `" + text + "`."));
        }
        return ms;
    }
}
