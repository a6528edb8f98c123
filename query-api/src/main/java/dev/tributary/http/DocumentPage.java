package dev.tributary.http;

import dev.tributary.live.Question;
import dev.tributary.plan.Plan;
import dev.tributary.query.Chosen;
import dev.tributary.query.Lookup;
import dev.tributary.query.Opening;
import dev.tributary.query.Page;
import dev.tributary.query.PageCursor;
import dev.tributary.query.Unavailable;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /views/{view}}: a page of its documents, or of those with some values, in the order of their keys; or all of them,
 * one a line; or those of some keys; or as they change.
 */
final class DocumentPage {
    private static final List<String> ONCE = List.of(PageParameters.LIMIT, PageParameters.CURSOR, FieldsParameter.NAME);

    private static final List<String> PAGE_ONLY = List.of(PageParameters.LIMIT, PageParameters.CURSOR);

    private DocumentPage() {}

    static void get(Context ctx, ViewReads view, LiveAnswers live) throws IOException {
        Plan plan = view.plan();
        Lookups lookups = new Lookups(plan);
        Set<String> repeated = lookups.fields();
        repeated.add(SeveralDocuments.KEY);
        List<String> others =
                List.of(PageParameters.LIMIT, PageParameters.CURSOR, SeveralDocuments.KEY, FieldsParameter.NAME);
        Parameters parameters = Parameters.of(ctx, ONCE, repeated, name -> lookups.unknown(name, others));
        Chosen chosen = Chosen.of(
                plan,
                FieldsParameter.read(
                        parameters, "the documents of " + plan.view().name(), plan.outline()));
        if (parameters.text(SeveralDocuments.KEY).isPresent()) {
            SeveralDocuments.get(ctx, view, parameters, chosen);
            return;
        }
        Listing listing = new Listing(view, lookups.asked(parameters), chosen);
        String type = Accepts.mediaType(ctx, Accepts.JSON, Accepts.NDJSON, Accepts.EVENTS);
        if (type.equals(Accepts.EVENTS)) {
            parameters.none(PAGE_ONLY, "a stream of events");
            live.stream(ctx, Question.of(view, listing.lookup(), chosen));
            return;
        }
        PageParameters page = PageParameters.of(ctx, parameters, PageCursor.of(plan, listing.lookup()));
        if (type.equals(Accepts.NDJSON)) {
            int most = parameters.number(PageParameters.LIMIT, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
            new DocumentLines(ctx, listing, most).send(page.after());
        } else {
            send(ctx, listing, page);
        }
    }

    /** The headers come first: they tell where the next page starts. */
    private static void send(Context ctx, Listing listing, PageParameters parameters) throws IOException {
        int limit = parameters.limit();
        byte[] after = parameters.after();
        ViewStatus status = listing.view().status();
        try (Page page = listing.open(status, after, limit)) {
            Freshness.set(ctx, status);
            String path = RequestPath.ofView(listing.plan().view().name());
            Optional<String> next = page.last().map(last -> parameters.next(ctx, path, last));
            ItemList items = new ItemList(new Body(ctx, Accepts.JSON));
            for (byte[] key : page.keys()) {
                items.add(listing.item(page, key));
                Exchange.of(ctx).countDocument();
            }
            if (next.isPresent()) {
                items.finish("next", next.get());
            } else {
                items.finish();
            }
        }
    }

    /** All documents of a view, or those that a lookup asks for, and what of them is sent. */
    record Listing(ViewReads view, Optional<Lookup> lookup, Chosen chosen) {
        Plan plan() {
            return view.plan();
        }

        /** Those behind a key, or the first ones, for null. */
        Page open(ViewStatus status, byte @Nullable [] after, int limit) {
            Opening opening = lookup.isPresent()
                    ? Page.ofFound(view, status, lookup.get(), after, limit)
                    : Page.ofAll(view, status, after, limit);
            if (opening instanceof Unavailable why) {
                throw new Refusal(Problems.unavailable(plan().view().name(), why));
            }
            return (Page) opening;
        }

        ItemList.Item item(Page page, byte[] key) {
            return new DocumentItem(key, plan().keyParts(), out -> page.write(key, chosen, out));
        }
    }
}
