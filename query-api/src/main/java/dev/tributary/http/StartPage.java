package dev.tributary.http;

import io.javalin.http.Context;
import java.io.IOException;

/** {@code GET /}: the addresses; for browsers a page that leads to them. */
final class StartPage {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html";

    private final String service;
    private final Views views;

    StartPage(String service, Views views) {
        this.service = service;
        this.views = views;
    }

    void get(Context ctx) throws IOException {
        Parameters.of(ctx);
        if (Accepts.mediaType(ctx, JSON, HTML).equals(HTML)) {
            page(views.readableBy(Exchange.of(ctx).caller())).send(ctx);
        } else {
            Body.sendWhole(ctx, 200, JSON, Json.bytes(Json.object("service", service, "addresses", Api.ADDRESSES)));
        }
    }

    private StaticFile page(Views readable) {
        StringBuilder body = new StringBuilder("<h1>" + Html.escape(service) + "</h1>\n");
        body.append("<p>" + Html.link("/docs", "Try the API") + " · " + Html.link("/views", "The views now") + " · "
                + Html.link("/openapi.json", "OpenAPI") + " · " + Html.link("/health/ready", "Health") + "</p>\n");
        body.append("<table>\n<tr><th>view</th><th></th><th></th></tr>\n");
        readable.all().keySet().forEach(name -> body.append(row(name)));
        return Html.page(service, body.append("</table>").toString());
    }

    private static String row(String view) {
        String address = RequestPath.ofView(view);
        return "<tr><td>" + Html.escape(view) + "</td><td>" + Html.link(address + "?limit=10", "documents")
                + "</td><td>" + Html.link(address.replaceFirst("/views/", "/topology/"), "how it is kept")
                + "</td></tr>\n";
    }
}
