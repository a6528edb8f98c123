package dev.tributary.http;

import dev.tributary.live.Question;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Selection;
import dev.tributary.query.Chosen;
import dev.tributary.query.Documents;
import dev.tributary.query.Opening;
import dev.tributary.query.Unavailable;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** {@code GET /views/{view}/{key}}: one document, as it is stored; or as it changes. */
final class OneDocument {
    private OneDocument() {}

    /** @param segment the key as it was sent */
    static void get(Context ctx, ViewReads view, String segment, LiveAnswers live) throws IOException {
        Parameters parameters = Parameters.of(ctx, FieldsParameter.NAME);
        String type = Accepts.mediaType(ctx, Accepts.JSON, Accepts.EVENTS);
        Plan plan = view.plan();
        Selection fields = FieldsParameter.read(
                parameters, "the documents of " + plan.view().name(), plan.outline());
        byte[] key = Problems.key(plan, segment);
        Chosen chosen = Chosen.of(plan, fields);
        Question asked = Question.of(view, key, chosen);
        if (type.equals(Accepts.EVENTS)) {
            live.stream(ctx, asked);
        } else {
            live.sendWhenNews(ctx, asked, key, () -> send(ctx, view, segment, key, chosen));
        }
    }

    private static void send(Context ctx, ViewReads view, String segment, byte[] key, Chosen chosen)
            throws IOException {
        Plan plan = view.plan();
        ViewStatus status = view.status();
        Opening opening = Documents.of(view, status, List.of(key));
        if (opening instanceof Unavailable why) {
            throw new Refusal(Problems.unavailable(plan.view().name(), why));
        }
        try (Documents documents = (Documents) opening) {
            Freshness.set(ctx, status);
            if (!documents.contains(key)) {
                throw new Refusal(Problems.noSuchDocument(plan.view().name(), segment));
            }
            Freshness.modified(ctx, documents.modified(key));
            DocumentBody.send(ctx, out -> documents.write(key, chosen, out));
            Exchange.of(ctx).countDocument();
        }
    }
}
