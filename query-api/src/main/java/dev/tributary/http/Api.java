package dev.tributary.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.List;

/** The addresses of the service. */
final class Api {
    static final List<String> ADDRESSES = List.of(
            "/views",
            "/views/{view}",
            "/views/{view}/{key}",
            "/views/{view}/{key}/{field}",
            "/cluster",
            "/metrics",
            "/health/live",
            "/health/ready");

    private final String service;
    private final Views views;

    Api(String service, Views views) {
        this.service = service;
        this.views = views;
    }

    void addTo(RoutesConfig routes) {
        Health health = new Health(views);
        read(routes, "/", this::index);
        read(routes, "/views", new ViewList(views)::get);
        read(routes, "/views/*", this::view);
        read(routes, "/health/live", health::live);
        read(routes, "/health/ready", health::ready);
    }

    /** A GET without a HEAD of its own would answer HEAD without being asked. */
    static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private void index(Context ctx) throws IOException {
        Parameters.of(ctx);
        Accepts.mediaType(ctx, Accepts.JSON);
        Body.sendWhole(ctx, 200, Accepts.JSON, Json.bytes(Json.object("service", service, "addresses", ADDRESSES)));
    }

    /** What lies below a view: keys may hold encoded slashes, so the path is split here. */
    private void view(Context ctx) throws IOException {
        RequestPath path = RequestPath.of(ctx.path());
        Guard.requireView(ctx, path.text(1));
        Views readable = views.readableBy(Exchange.of(ctx).caller());
        switch (path.length()) {
            case 2 -> DocumentPage.get(ctx, readable.named(path.text(1)));
            case 3 -> OneDocument.get(ctx, readable.named(path.text(1)), path.raw(2));
            case 4 -> NestedPage.get(ctx, readable.named(path.text(1)), path.raw(2), path.text(3));
            default -> {
                readable.named(path.text(1));
                throw new Refusal(Problems.noSuchAddress(ctx.path(), ADDRESSES));
            }
        }
    }
}
