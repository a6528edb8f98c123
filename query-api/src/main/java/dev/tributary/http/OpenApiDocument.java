package dev.tributary.http;

import dev.tributary.openapi.OpenApi;
import dev.tributary.openapi.Security;
import dev.tributary.runtime.ViewReads;
import io.javalin.http.Context;
import java.io.IOException;

/** {@code GET /openapi.json}: what can be asked here, and what is answered, for programs. */
final class OpenApiDocument {
    private final String service;
    private final Views views;
    private final Security security;

    OpenApiDocument(String service, Views views, Security security) {
        this.service = service;
        this.views = views;
        this.security = security;
    }

    void get(Context ctx) throws IOException {
        Parameters.of(ctx);
        byte[] document = Json.bytes(OpenApi.document(
                service,
                views.readableBy(Exchange.of(ctx).caller()).all().values().stream()
                        .map(ViewReads::plan)
                        .toList(),
                security));
        StaticFile.of("openapi.json", document).send(ctx);
    }
}
