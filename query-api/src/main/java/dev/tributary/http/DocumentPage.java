package dev.tributary.http;

import dev.tributary.cluster.Visit;
import dev.tributary.live.Question;
import dev.tributary.plan.Plan;
import dev.tributary.query.Chosen;
import dev.tributary.query.Lookup;
import dev.tributary.query.Page;
import dev.tributary.query.PageCursor;
import dev.tributary.query.Pages;
import dev.tributary.runtime.ViewReads;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /views/{view}}: a page of its documents, or of those with some values, in the order of their keys; or all of them,
 * one a line; or those of some keys; or as they change.
 */
final class DocumentPage {
    private static final List<String> ONCE =
            List.of(PageParameters.LIMIT, PageParameters.CURSOR, FieldsParameter.NAME, TimeoutParameter.NAME);

    private static final List<String> PAGE_ONLY = List.of(PageParameters.LIMIT, PageParameters.CURSOR);

    private DocumentPage() {}

    static void get(Context ctx, Routing routing, ViewReads view, LiveAnswers live) throws IOException {
        Plan plan = view.plan();
        Lookups lookups = new Lookups(plan);
        Set<String> repeated = lookups.fields();
        repeated.add(SeveralDocuments.KEY);
        List<String> others = new ArrayList<>(ONCE);
        others.add(2, SeveralDocuments.KEY);
        Parameters parameters = Parameters.of(ctx, ONCE, repeated, name -> lookups.unknown(name, others));
        Chosen chosen = Chosen.of(
                plan,
                FieldsParameter.read(
                        parameters, "the documents of " + plan.view().name(), plan.outline()));
        if (parameters.text(SeveralDocuments.KEY).isPresent()) {
            SeveralDocuments.get(ctx, routing, view, parameters, chosen);
            return;
        }
        Listing listing = new Listing(routing, view, parameters, lookups.asked(parameters), chosen);
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

    private static void send(Context ctx, Listing listing, PageParameters parameters) throws IOException {
        int limit = parameters.limit();
        byte[] after = parameters.after();
        listing.routing.answer(ctx, listing.view, listing.parameters, visit -> {
            try (Page page = listing.open(visit, after, limit)) {
                send(ctx, listing, parameters, page);
            }
        });
    }

    /** The headers come first: they tell where the next page starts. */
    private static void send(Context ctx, Listing listing, PageParameters parameters, Page page) throws IOException {
        Freshness.set(ctx, page.served());
        String path = RequestPath.ofView(listing.plan().view().name());
        Optional<String> next = page.last().map(last -> parameters.next(ctx, path, last));
        ItemList items = new ItemList(new Body(ctx, Accepts.JSON));
        int count = 0;
        for (byte[] key : page.keys()) {
            if (page.contains(key)) {
                items.add(listing.item(page, key));
                count++;
            }
        }
        if (next.isPresent()) {
            items.finish("next", next.get());
        } else {
            items.finish();
        }
        Exchange.of(ctx).countDocuments(count);
    }

    /** All documents of a view, or those that a lookup asks for, and what of them is sent. */
    record Listing(Routing routing, ViewReads view, Parameters parameters, Optional<Lookup> lookup, Chosen chosen) {
        Plan plan() {
            return view.plan();
        }

        /** Those behind a key, or the first ones, for null. */
        Page open(Visit visit, byte @Nullable [] after, int limit) {
            return new Pages(view, visit, chosen).behind(after, limit, lookup);
        }

        ItemList.Item item(Page page, byte[] key) {
            return new DocumentItem(key, plan().keyParts(), out -> page.write(key, out));
        }
    }
}
