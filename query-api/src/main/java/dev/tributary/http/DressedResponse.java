package dev.tributary.http;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Puts on each answer the headers that all have, when it goes out: until then it may be reset, or become another one. */
final class DressedResponse extends Response.Wrapper {
    private static final String OPTIONS = "X-Content-Type-Options";

    private final Request asked;
    private final Exchange exchange;
    private final Optional<CorsHeaders> cors;

    DressedResponse(Request request, Response response, Exchange exchange, Optional<CorsHeaders> cors) {
        super(request, response);
        this.asked = request;
        this.exchange = exchange;
        this.cors = cors;
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
        if (!isCommitted()) {
            dress(getHeaders());
            cors.ifPresent(headers -> headers.addTo(getHeaders(), CorsHeaders.origin(asked)));
            exchange.begin();
        }
        super.write(last, content, callback);
    }

    /** What is sent is what its type says: no browser is to take a document for a page. */
    static void dress(HttpFields.Mutable headers) {
        headers.put(OPTIONS, "nosniff");
    }
}
