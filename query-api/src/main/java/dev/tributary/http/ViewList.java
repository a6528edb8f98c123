package dev.tributary.http;

import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code GET /views}: the views and how they are doing. */
final class ViewList {
    private final Views views;

    ViewList(Views views) {
        this.views = views;
    }

    void get(Context ctx) throws IOException {
        Parameters.of(ctx);
        Accepts.mediaType(ctx, Accepts.JSON);
        List<Object> items = new ArrayList<>();
        views.readableBy(Exchange.of(ctx).caller()).all().forEach((name, view) -> items.add(item(name, view)));
        ctx.header("Cache-Control", "private, no-cache");
        Body body = new Body(ctx, Accepts.JSON);
        body.write(Json.bytes(Json.object("items", items)));
        body.finish();
    }

    private static Map<String, Object> item(String name, ViewReads view) {
        ViewStatus status = view.status();
        return Json.object(
                "name", name,
                "state", state(status),
                "documents", status.documents(),
                "lag", Json.object("records", status.lagRecords(), "ms", status.lagMs()),
                "progress", status.progress(),
                "detail", status.detail(),
                "links", Json.object("documents", RequestPath.ofView(name)));
    }

    static String state(ViewStatus status) {
        return status.state().name().toLowerCase(Locale.ROOT);
    }
}
