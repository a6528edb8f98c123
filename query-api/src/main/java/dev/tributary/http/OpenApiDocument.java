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

    OpenApiDocument(String service, Views views) {
        this.service = service;
        this.views = views;
    }

    void get(Context ctx) throws IOException {
        Parameters.of(ctx);
        byte[] document = Json.bytes(OpenApi.document(
                service,
                views.readableBy(Exchange.of(ctx).caller()).all().values().stream()
                        .map(ViewReads::plan)
                        .toList(),
                Security.OFF));
        StaticFile.of("openapi.json", document).send(ctx);
    }
}
