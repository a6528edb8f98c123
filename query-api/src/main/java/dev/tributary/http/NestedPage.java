package dev.tributary.http;

import dev.tributary.cluster.Choice;
import dev.tributary.codec.KeyText;
import dev.tributary.plan.CollectionField;
import dev.tributary.plan.Plan;
import dev.tributary.plan.Selection;
import dev.tributary.query.Chosen;
import dev.tributary.query.LocalPart;
import dev.tributary.query.PageCursor;
import dev.tributary.runtime.ViewReads;
import dev.tributary.store.CollectionReader;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /views/{view}/{key}/{field}}: a page of a collection of one document, in its order and past its limit. */
final class NestedPage {
    private final Context ctx;
    private final Routing routing;
    private final Parameters parameters;
    private final ViewReads view;
    private final Plan plan;
    private final CollectionField field;
    private final byte[] key;
    private final PageParameters page;
    private final Chosen chosen;

    private NestedPage(Context ctx, Routing routing, ViewReads view, CollectionField field, byte[] key) {
        this.ctx = ctx;
        this.routing = routing;
        this.view = view;
        this.plan = view.plan();
        this.field = field;
        this.key = key;
        parameters = Parameters.of(
                ctx, PageParameters.LIMIT, PageParameters.CURSOR, FieldsParameter.NAME, TimeoutParameter.NAME);
        page = PageParameters.of(ctx, parameters, PageCursor.of(plan, key, field.name()));
        Selection fields = FieldsParameter.read(
                parameters,
                "`" + field.name() + "` of the documents of " + plan.view().name(),
                field.outline());
        chosen = Chosen.of(plan, field, fields);
    }

    /**
     * Answers.
     *
     * @param segment the key as it was sent
     */
    static void get(Context ctx, Routing routing, ViewReads view, String segment, String field) throws IOException {
        Accepts.mediaType(ctx, Accepts.JSON);
        CollectionField collection = Problems.collection(view.plan(), field);
        new NestedPage(ctx, routing, view, collection, Problems.key(view.plan(), segment)).get(segment);
    }

    private void get(String segment) throws IOException {
        int limit = page.limit();
        byte[] after = page.after();
        int partition = view.partitionOf(key);
        routing.answer(ctx, view, parameters, visit -> {
            if (visit.choose(plan.documents(), partition) instanceof Choice.There there) {
                routing.forward(ctx, visit, view, there, target());
                return;
            }
            LocalPart documents = (LocalPart) visit.part(plan.documents(), partition);
            Optional<CollectionReader> rows = documents.rows(key, field);
            Freshness.set(ctx, documents.served());
            send(
                    rows.orElseThrow(() ->
                            new Refusal(Problems.noSuchDocument(plan.view().name(), segment))),
                    after,
                    limit);
        });
    }

    /** The same in canonical form, whatever the client made of it. */
    private String target() {
        Query query = new Query().addFields(parameters);
        for (String name : List.of(PageParameters.LIMIT, PageParameters.CURSOR)) {
            parameters.text(name).ifPresent(value -> query.add(name, value));
        }
        return address() + query.text();
    }

    private void send(CollectionReader rows, byte @Nullable [] after, int limit) throws IOException {
        List<byte[]> found = rows.rowsAfter(after, limit + 1);
        List<byte[]> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? page.next(ctx, address(), shown.get(limit - 1)) : null;
        ItemList items = new ItemList(new Body(ctx, Accepts.JSON));
        for (byte[] row : shown) {
            items.add(out -> write(rows, row, out));
        }
        if (next == null) {
            items.finish();
        } else {
            items.finish("next", next);
        }
    }

    /** A row is written as it is; one of an object by names with its name. */
    private void write(CollectionReader rows, byte[] row, OutputStream out) throws IOException {
        if (!field.slot().keyed()) {
            chosen.write(rows, row, out);
            return;
        }
        out.write("{\"key\":".getBytes(StandardCharsets.UTF_8));
        out.write(rows.name(row));
        out.write(",\"value\":".getBytes(StandardCharsets.UTF_8));
        chosen.write(rows, row, out);
        out.write('}');
    }

    private String address() {
        return RequestPath.ofView(plan.view().name()) + "/" + KeyText.format(key, plan.keyParts()) + "/"
                + RequestPath.encoded(field.name());
    }
}
