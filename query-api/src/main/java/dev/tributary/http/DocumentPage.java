package dev.tributary.http;

import dev.tributary.codec.KeyText;
import dev.tributary.plan.Plan;
import dev.tributary.query.Documents;
import dev.tributary.query.Opening;
import dev.tributary.query.Page;
import dev.tributary.query.PageCursor;
import dev.tributary.query.Unavailable;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /views/{view}}: a page of documents in the order of their keys. */
final class DocumentPage {
    private static final int LIMIT = 50;
    private static final int LIMIT_AT_MOST = 1000;

    private final Context ctx;
    private final ViewReads view;
    private final Plan plan;

    private DocumentPage(Context ctx, ViewReads view) {
        this.ctx = ctx;
        this.view = view;
        this.plan = view.plan();
    }

    static void get(Context ctx, ViewReads view) throws IOException {
        new DocumentPage(ctx, view).get();
    }

    private void get() throws IOException {
        Parameters parameters = Parameters.of(ctx, "limit", "cursor");
        int limit = parameters.number("limit", 1, LIMIT_AT_MOST, LIMIT);
        byte[] after = parameters
                .text("cursor")
                .map(text -> Problems.cursor(plan, text))
                .orElse(null);
        ViewStatus status = view.status();
        Opening opening = Documents.all(view, status);
        if (opening instanceof Unavailable why) {
            throw new Refusal(Problems.unavailable(plan.view().name(), why));
        }
        try (Documents documents = (Documents) opening) {
            Freshness.set(ctx, status);
            send(documents, after, limit);
        }
    }

    /** The keys come first: the headers tell where the next page starts. */
    private void send(Documents documents, byte @Nullable [] after, int limit) throws IOException {
        Page page = Page.after(after, limit, documents);
        Optional<String> next = page.last().map(key -> PageCursor.encode(plan, key));
        next.ifPresent(cursor -> ctx.header(
                "Link",
                "<" + RequestPath.ofView(plan.view().name()) + "?limit=" + limit + "&cursor=" + cursor
                        + ">; rel=\"next\""));
        Body body = new Body(ctx, "application/json");
        body.write(ascii("{\"items\":["));
        String separator = "";
        for (byte[] key : page.keys()) {
            body.write(ascii(separator + "{\"key\":\"" + KeyText.format(key, plan.keyParts()) + "\",\"document\":"));
            if (!documents.write(key, body)) {
                throw new IllegalStateException("a document was listed, but is not there");
            }
            body.write('}');
            separator = ",";
        }
        body.write(ascii(next.map(cursor -> "],\"next\":\"" + cursor + "\"}").orElse("]}")));
        body.finish();
    }

    /** Keys and cursors are percent- and base64-encoded: they need no escapes. */
    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
