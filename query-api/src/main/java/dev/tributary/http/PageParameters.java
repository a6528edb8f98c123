package dev.tributary.http;

import dev.tributary.query.PageCursor;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a page: where it starts, and how long it is.
 *
 * @param cursors those of the listing
 * @param most the most items that a page may have
 */
record PageParameters(Parameters parameters, PageCursor cursors, int most) {
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";

    private static final int LIMIT_OTHERWISE = 50;

    static PageParameters of(Context ctx, Parameters parameters, PageCursor cursors) {
        return new PageParameters(parameters, cursors, Exchange.of(ctx).limits().page());
    }

    int limit() {
        return parameters.number(LIMIT, 1, most, Math.min(LIMIT_OTHERWISE, most));
    }

    /** Behind what the page starts; null for the first page. */
    byte @Nullable [] after() {
        return parameters
                .text(CURSOR)
                .map(text -> Problems.cursor(cursors, text))
                .orElse(null);
    }

    /**
     * The cursor of the next page, which is linked to, with all other parameters.
     *
     * @param last of this page
     */
    String next(Context ctx, String path, byte[] last) {
        String cursor = cursors.encode(last);
        Query query = new Query();
        for (String name : parameters.names()) {
            if (!name.equals(LIMIT) && !name.equals(CURSOR) && !name.equals(FieldsParameter.NAME)) {
                parameters.all(name).forEach(value -> query.add(name, value));
            }
        }
        query.addFields(parameters).add(LIMIT, Integer.toString(limit())).add(CURSOR, cursor);
        ctx.header("Link", "<" + path + query.text() + ">; rel=\"next\"");
        return cursor;
    }
}
