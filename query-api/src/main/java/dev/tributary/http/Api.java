package dev.tributary.http;

import dev.tributary.cluster.Cluster;
import dev.tributary.openapi.Security;
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
            "/topology/{view}",
            "/openapi.json",
            "/docs",
            "/problems/{code}",
            "/health/live",
            "/health/ready");

    private final String service;
    private final Views views;
    private final Cluster cluster;
    private final Routing routing;
    private final DocumentCache cache;
    private final TopologyPages topology;
    private final Security security;
    private final Draining draining;
    private final LiveAnswers live;

    Api(
            String service,
            Views views,
            Cluster cluster,
            DocumentCache cache,
            TopologyPages topology,
            Security security,
            Draining draining,
            LiveAnswers live) {
        this.service = service;
        this.views = views;
        this.cluster = cluster;
        routing = new Routing(cluster);
        this.cache = cache;
        this.topology = topology;
        this.security = security;
        this.draining = draining;
        this.live = live;
    }

    void addTo(RoutesConfig routes) {
        Health health = new Health(views, cluster, draining);
        DocsPage docs = new DocsPage();
        read(routes, "/", new StartPage(service, views)::get);
        read(routes, "/openapi.json", new OpenApiDocument(service, views, security)::get);
        read(routes, "/docs", docs::page);
        read(routes, "/docs/*", docs::file);
        read(routes, "/topology/*", topology());
        read(routes, "/problems/*", ProblemPage::get);
        read(routes, "/views", new ViewList(views)::get);
        read(routes, "/views/*", this::view);
        read(routes, "/health/live", health::live);
        read(routes, "/health/ready", health::ready);
    }

    /** The files of the pages tell nothing of a view: a browser asks for them without a credential. */
    private Handler topology() {
        Handler page = new TopologyPage(topology, views)::get;
        Handler forOperators = Guard.forOperators(page);
        return ctx -> (Route.of(RequestPath.of(ctx.path())).isOpen() ? page : forOperators).handle(ctx);
    }

    /** A GET without a HEAD of its own would answer HEAD without being asked. */
    static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    /** What lies below a view: keys may hold encoded slashes, so the path is split here. */
    private void view(Context ctx) throws IOException {
        RequestPath path = RequestPath.of(ctx.path());
        Guard.requireView(ctx, path.text(1));
        Views readable = views.readableBy(Exchange.of(ctx).caller());
        switch (path.length()) {
            case 2 -> DocumentPage.get(ctx, routing, readable.named(path.text(1)), live);
            case 3 -> OneDocument.get(ctx, routing, cache, readable.named(path.text(1)), path.raw(2), live);
            case 4 -> NestedPage.get(ctx, routing, readable.named(path.text(1)), path.raw(2), path.text(3));
            default -> {
                readable.named(path.text(1));
                throw new Refusal(Problems.noSuchAddress(ctx.path(), ADDRESSES));
            }
        }
    }
}
