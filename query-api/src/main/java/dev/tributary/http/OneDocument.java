package dev.tributary.http;

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

/** {@code GET /views/{view}/{key}}: one document, as it is stored. */
final class OneDocument {
    private OneDocument() {}

    /** @param segment the key as it was sent */
    static void get(Context ctx, ViewReads view, String segment) throws IOException {
        Parameters parameters = Parameters.of(ctx, FieldsParameter.NAME);
        Accepts.mediaType(ctx, Accepts.JSON);
        Plan plan = view.plan();
        Selection fields = FieldsParameter.read(
                parameters, "the documents of " + plan.view().name(), plan.outline());
        byte[] key = Problems.key(plan, segment);
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
            Chosen chosen = Chosen.of(plan, fields);
            DocumentBody.send(ctx, out -> documents.write(key, chosen, out));
            Exchange.of(ctx).countDocument();
        }
    }
}
