package dev.tributary.http;

import dev.tributary.cluster.Choice;
import dev.tributary.codec.KeyText;
import dev.tributary.http.DocumentCache.Whole;
import dev.tributary.live.Question;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Selection;
import dev.tributary.query.Chosen;
import dev.tributary.query.LocalPart;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.Revisions.Revision;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /views/{view}/{key}}: one document, as it is stored; or as it changes. */
final class OneDocument {
    private static final int OK = 200;

    private final Context ctx;
    private final Routing routing;
    private final DocumentCache cache;
    private final ViewReads view;
    private final Plan plan;
    private final Parameters parameters;
    private final Chosen chosen;
    private final byte[] key;
    private final String segment;
    private final String type;

    private OneDocument(Context ctx, Routing routing, DocumentCache cache, ViewReads view, String segment) {
        this.ctx = ctx;
        this.routing = routing;
        this.cache = cache;
        this.view = view;
        this.segment = segment;
        plan = view.plan();
        parameters = Parameters.of(ctx, FieldsParameter.NAME, TimeoutParameter.NAME);
        type = Accepts.mediaType(ctx, Accepts.JSON, Accepts.EVENTS);
        Selection fields = FieldsParameter.read(
                parameters, "the documents of " + plan.view().name(), plan.outline());
        chosen = Chosen.of(plan, fields);
        key = Problems.key(plan, segment);
    }

    /** @param segment the key as it was sent */
    static void get(Context ctx, Routing routing, DocumentCache cache, ViewReads view, String segment, LiveAnswers live)
            throws IOException {
        OneDocument one = new OneDocument(ctx, routing, cache, view, segment);
        Question asked = Question.of(view, one.key, one.chosen);
        if (one.type.equals(Accepts.EVENTS)) {
            live.stream(ctx, asked);
        } else {
            live.sendWhenNews(ctx, asked, one.key, one::get);
        }
    }

    private void get() throws IOException {
        int partition = view.partitionOf(key);
        routing.answer(ctx, view, parameters, visit -> {
            if (visit.choose(plan.documents(), partition) instanceof Choice.There there) {
                if (routing.forward(ctx, visit, view, there, target()) == OK) {
                    Exchange.of(ctx).countDocument();
                }
            } else {
                send((LocalPart) visit.part(plan.documents(), partition));
            }
        });
    }

    private void send(LocalPart documents) throws IOException {
        Optional<Revision> before = chosen == Chosen.ALL ? documents.revision(key) : Optional.empty();
        Optional<Whole> known = before.flatMap(now -> cache.find(now, key));
        if (known.isPresent()) {
            Freshness.set(ctx, documents.served());
            send(known.get());
        } else {
            read(documents, before);
        }
        Exchange.of(ctx).countDocument();
    }

    /** @param before its revision before it is read; empty when it is not to be kept */
    private void read(LocalPart documents, Optional<Revision> before) throws IOException {
        Optional<DocumentBody> body = DocumentBody.of(out -> documents.write(key, chosen, out));
        Freshness.set(ctx, documents.served());
        if (body.isEmpty()) {
            throw new Refusal(Problems.noSuchDocument(plan.view().name(), segment));
        }
        long modifiedMs = documents.modified(key);
        Optional<Whole> whole = body.get().whole(modifiedMs);
        if (whole.isPresent()) {
            before.ifPresent(revision -> cache.keep(revision, key, whole.get()));
            send(whole.get());
        } else {
            Freshness.modified(ctx, modifiedMs);
            body.get().sendAgain(ctx);
        }
    }

    private void send(Whole document) throws IOException {
        Freshness.modified(ctx, document.modifiedMs());
        Content content = new Content(ctx, Accepts.JSON);
        if (!content.isKnown(document.tag(), document.json().length)) {
            content.send(document.json(), document.json().length);
        }
    }

    /** The same in canonical form, whatever the client made of it. */
    private String target() {
        return RequestPath.ofView(plan.view().name()) + "/" + KeyText.format(key, plan.keyParts())
                + new Query().addFields(parameters).text();
    }
}
