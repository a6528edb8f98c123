package dev.tributary.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a client would like (RFC 7240). A preference that is not understood is passed over. */
final class Preferences {
    /** The longest that an answer waits. */
    static final int MOST_WAIT_S = 60;

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*[wW][aA][iI][tT]\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:[,;]|$)");

    private Preferences() {}

    /** How long the client would wait for a change; 0 when it did not say, or does not want to. */
    static int waitSeconds(Context ctx) {
        String all = String.join(",", Collections.list(ctx.req().getHeaders("Prefer")));
        Matcher wait = WAIT.matcher(all);
        return wait.find() ? Math.min(MOST_WAIT_S, Integer.parseInt(wait.group(1))) : 0;
    }

    /** Tells the client that its answer may have waited, and how long at most. */
    static void applied(Context ctx, int seconds) {
        ctx.header("Preference-Applied", "wait=" + seconds);
        Vary.on(ctx, "Prefer");
    }
}
