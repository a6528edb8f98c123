package dev.tributary.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /topology/{view}}: how a view is kept. */
final class TopologyPage {
    private final TopologyPages pages;
    private final Views views;

    TopologyPage(TopologyPages pages, Views views) {
        this.pages = pages;
        this.views = views;
    }

    void get(Context ctx) throws IOException {
        Parameters.of(ctx);
        RequestPath path = RequestPath.of(ctx.path());
        if (path.length() != 2) {
            throw new Refusal(Problems.noSuchAddress(ctx.path(), Api.ADDRESSES));
        }
        String name = path.text(1);
        Optional<StaticFile> file = pages.file(name);
        if (file.isEmpty()) {
            // files are open to all, and nobody without a credential is told which views there are
            if (Route.of(path) == Route.TOPOLOGY) {
                views.named(name);
            }
            throw new Refusal(Problems.noSuchAddress(ctx.path(), Api.ADDRESSES));
        }
        file.get().send(ctx);
    }
}
