package dev.tributary.http;

import dev.tributary.plan.Plan;
import dev.tributary.query.Lookup;
import dev.tributary.query.Opening;
import dev.tributary.query.Page;
import dev.tributary.query.PageCursor;
import dev.tributary.query.Unavailable;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /views/{view}}: a page of its documents, or of those with some values, in the order of their keys; or those of
 * some keys.
 */
final class DocumentPage {
    private static final List<String> ONCE = List.of("limit", "cursor");
    private static final int LIMIT = 50;

    private final Context ctx;
    private final ViewReads view;
    private final Plan plan;
    private final Parameters parameters;
    private final Optional<Lookup> lookup;

    private DocumentPage(Context ctx, ViewReads view, Parameters parameters, Optional<Lookup> lookup) {
        this.ctx = ctx;
        this.view = view;
        this.plan = view.plan();
        this.parameters = parameters;
        this.lookup = lookup;
    }

    static void get(Context ctx, ViewReads view) throws IOException {
        Lookups lookups = new Lookups(view.plan());
        Set<String> repeated = lookups.fields();
        repeated.add(SeveralDocuments.KEY);
        List<String> others = List.of("limit", "cursor", SeveralDocuments.KEY);
        Parameters parameters = Parameters.of(ctx, ONCE, repeated, name -> lookups.unknown(name, others));
        if (parameters.text(SeveralDocuments.KEY).isPresent()) {
            SeveralDocuments.get(ctx, view, parameters);
        } else {
            new DocumentPage(ctx, view, parameters, lookups.asked(parameters)).get();
        }
    }

    private void get() throws IOException {
        int most = Exchange.of(ctx).limits().page();
        int limit = parameters.number("limit", 1, most, Math.min(LIMIT, most));
        byte[] after = parameters
                .text("cursor")
                .map(text -> Problems.cursor(plan, lookup, text))
                .orElse(null);
        ViewStatus status = view.status();
        Opening opening = lookup.isPresent()
                ? Page.ofFound(view, status, lookup.get(), after, limit)
                : Page.ofAll(view, status, after, limit);
        if (opening instanceof Unavailable why) {
            throw new Refusal(Problems.unavailable(plan.view().name(), why));
        }
        try (Page page = (Page) opening) {
            Freshness.set(ctx, status);
            send(page, limit);
        }
    }

    /** The headers come first: they tell where the next page starts. */
    private void send(Page page, int limit) throws IOException {
        Optional<String> next = page.last().map(key -> PageCursor.encode(plan, lookup, key));
        next.ifPresent(cursor -> ctx.header("Link", "<" + address(limit, cursor) + ">; rel=\"next\""));
        ItemList items = new ItemList(new Body(ctx, "application/json"), plan.keyParts());
        for (byte[] key : page.keys()) {
            items.add(key, page::write);
        }
        if (next.isPresent()) {
            items.finish("next", next.get());
        } else {
            items.finish();
        }
    }

    private String address(int limit, String cursor) {
        StringBuilder address = new StringBuilder(RequestPath.ofView(plan.view().name())).append('?');
        for (String name : parameters.names()) {
            if (!ONCE.contains(name)) {
                parameters
                        .all(name)
                        .forEach(value -> address.append(encoded(name))
                                .append('=')
                                .append(encoded(value))
                                .append('&'));
            }
        }
        return address.append("limit=")
                .append(limit)
                .append("&cursor=")
                .append(cursor)
                .toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
