package dev.tributary.http;

import dev.tributary.cluster.Choice;
import dev.tributary.codec.KeyText;
import dev.tributary.live.Question;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Selection;
import dev.tributary.query.Chosen;
import dev.tributary.query.LocalPart;
import dev.tributary.runtime.ViewReads;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /views/{view}/{key}}: one document, as it is stored; or as it changes. */
final class OneDocument {
    private static final int OK = 200;

    private final Context ctx;
    private final Routing routing;
    private final ViewReads view;
    private final Plan plan;
    private final Parameters parameters;
    private final Chosen chosen;
    private final byte[] key;
    private final String segment;
    private final String type;

    private OneDocument(Context ctx, Routing routing, ViewReads view, String segment) {
        this.ctx = ctx;
        this.routing = routing;
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
    static void get(Context ctx, Routing routing, ViewReads view, String segment, LiveAnswers live) throws IOException {
        OneDocument one = new OneDocument(ctx, routing, view, segment);
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
        Optional<DocumentBody> body = DocumentBody.of(out -> documents.write(key, chosen, out));
        Freshness.set(ctx, documents.served());
        if (body.isEmpty()) {
            throw new Refusal(Problems.noSuchDocument(plan.view().name(), segment));
        }
        Freshness.modified(ctx, documents.modified(key));
        body.get().send(ctx);
        Exchange.of(ctx).countDocument();
    }

    /** The same in canonical form, whatever the client made of it. */
    private String target() {
        return RequestPath.ofView(plan.view().name()) + "/" + KeyText.format(key, plan.keyParts())
                + new Query().addFields(parameters).text();
    }
}
