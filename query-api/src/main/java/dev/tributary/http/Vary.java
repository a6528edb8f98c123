package dev.tributary.http;

import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells caches on which headers of a request an answer depends. */
final class Vary {
    private static final String NAME = "Vary";

    private Vary() {}

    /** Adds to the headers that are told already. */
    static void on(Context ctx, String... headers) {
        String told = ctx.res().getHeader(NAME);
        if (told == null) {
            ctx.header(NAME, String.join(", ", headers));
            return;
        }
        Set<String> all = new LinkedHashSet<>(List.of(told.split(", ", -1)));
        all.addAll(List.of(headers));
        ctx.header(NAME, String.join(", ", all));
    }
}
