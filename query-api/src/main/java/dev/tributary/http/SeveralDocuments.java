package dev.tributary.http;

import dev.tributary.plan.Plan;
import dev.tributary.query.Chosen;
import dev.tributary.query.Page;
import dev.tributary.query.Pages;
import dev.tributary.runtime.ViewReads;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code GET /views/{view}?key=a&key=b}: several documents, in the order asked. */
final class SeveralDocuments {
    static final String KEY = "key";

    private static final Set<String> ALLOWED = Set.of(KEY, FieldsParameter.NAME, TimeoutParameter.NAME);

    private SeveralDocuments() {}

    static void get(Context ctx, Routing routing, ViewReads view, Parameters parameters, Chosen chosen)
            throws IOException {
        Accepts.mediaType(ctx, Accepts.JSON);
        List<String> texts = texts(parameters, Exchange.of(ctx).limits().keys());
        Plan plan = view.plan();
        List<byte[]> keys = texts.stream().map(text -> Problems.key(plan, text)).toList();
        routing.answer(ctx, view, parameters, visit -> {
            try (Page page = new Pages(view, visit, chosen).of(keys)) {
                send(ctx, plan, page, texts);
            }
        });
    }

    private static void send(Context ctx, Plan plan, Page page, List<String> texts) throws IOException {
        Freshness.set(ctx, page.served());
        ItemList items = new ItemList(new Body(ctx, Accepts.JSON));
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            byte[] key = page.keys().get(i);
            if (page.contains(key)) {
                items.add(new DocumentItem(key, plan.keyParts(), out -> page.write(key, out)));
            } else {
                missing.add(texts.get(i));
            }
        }
        items.finish("missing", missing);
        Exchange.of(ctx).countDocuments(texts.size() - missing.size());
    }

    private static List<String> texts(Parameters parameters, int most) {
        for (String name : parameters.names()) {
            if (!ALLOWED.contains(name)) {
                throw new Refusal(Parameters.bad(
                        name,
                        "Expected no other parameters than `" + FieldsParameter.NAME + "` and `" + TimeoutParameter.NAME
                                + "` beside `" + KEY + "`, but came `" + name + "`."));
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
