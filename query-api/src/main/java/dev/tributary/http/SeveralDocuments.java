package dev.tributary.http;

import dev.tributary.plan.Plan;
import dev.tributary.query.Chosen;
import dev.tributary.query.Documents;
import dev.tributary.query.Opening;
import dev.tributary.query.Unavailable;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /views/{view}?key=a&key=b}: several documents, in the order asked. */
final class SeveralDocuments {
    static final String KEY = "key";

    private SeveralDocuments() {}

    static void get(Context ctx, ViewReads view, Parameters parameters, Chosen chosen) throws IOException {
        Accepts.mediaType(ctx, Accepts.JSON);
        List<String> texts = texts(parameters, Exchange.of(ctx).limits().keys());
        Plan plan = view.plan();
        List<byte[]> keys = texts.stream().map(text -> Problems.key(plan, text)).toList();
        ViewStatus status = view.status();
        Opening opening = Documents.of(view, status, keys);
        if (opening instanceof Unavailable why) {
            throw new Refusal(Problems.unavailable(plan.view().name(), why));
        }
        try (Documents documents = (Documents) opening) {
            Freshness.set(ctx, status);
            ItemList items = new ItemList(new Body(ctx, Accepts.JSON));
            List<String> missing = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                byte[] key = keys.get(i);
                if (documents.contains(key)) {
                    items.add(new DocumentItem(key, plan.keyParts(), out -> documents.write(key, chosen, out)));
                    Exchange.of(ctx).countDocument();
                } else {
                    missing.add(texts.get(i));
                }
            }
            items.finish("missing", missing);
        }
    }

    private static List<String> texts(Parameters parameters, int most) {
        for (String name : parameters.names()) {
            if (!name.equals(KEY) && !name.equals(FieldsParameter.NAME)) {
                throw new Refusal(Parameters.bad(
                        name,
                        "Expected no other parameter than `" + FieldsParameter.NAME + "` beside `" + KEY
                                + "`, but came `" + name + "`."));
            }
        }
        List<String> texts = parameters.all(KEY).stream().distinct().toList();
        if (texts.size() > most) {
            throw new Refusal(
                    Parameters.bad(KEY, "Expected at most " + most + " keys, but came " + texts.size() + "."));
        }
        return texts;
    }
}
