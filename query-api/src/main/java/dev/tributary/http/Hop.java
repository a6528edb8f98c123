package dev.tributary.http;

import dev.tributary.cluster.Budget;
import dev.tributary.cluster.Calls;
import dev.tributary.query.Consistency;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What another instance says of a request that it sends on: it is answered here, or not at all.
 *
 * @param wanted which copies may answer
 * @param definition of the view, where the request comes from
 * @param leftMs of the request's time
 */
record Hop(Consistency wanted, String definition, long leftMs) {
    private static final Pattern MS = Pattern.compile("\\d{1,6}");

    /** Empty for a request of a client. */
    static Optional<Hop> of(Context ctx) {
        String forwarded = ctx.header(Calls.FORWARDED);
        if (forwarded == null) {
            return Optional.empty();
        }
        String definition = ctx.header(Calls.DEFINITION);
        String left = ctx.header(Calls.TIMEOUT);
        return Optional.of(new Hop(
                forwarded.equals("active") ? Consistency.ACTIVE : Consistency.ANY,
                definition == null ? "" : definition,
                left != null && MS.matcher(left).matches() ? Long.parseLong(left) : Budget.DEFAULT_MS));
    }
}
