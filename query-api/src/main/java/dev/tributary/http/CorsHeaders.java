package dev.tributary.http;

import dev.tributary.config.Cors;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Lets web pages of other origins read answers, as configured. */
final class CorsHeaders {
    private static final String METHODS = "GET, HEAD";
    /** What means something here, in a request. */
    private static final List<String> REQUEST_HEADERS = List.of(
            "Accept",
            "Authorization",
            "Cache-Control",
            "Consistency",
            "If-Modified-Since",
            "If-None-Match",
            "Last-Event-ID",
            "Prefer",
            "X-API-Key");
    /** What a page may see of an answer, besides what browsers show anyway. */
    private static final String ANSWER_HEADERS =
            "Content-Length, ETag, Link, Preference-Applied, Retry-After, Served-By, View-Lag, WWW-Authenticate";

    private final Cors rules;
    private final boolean isForAll;
    private final String requestHeaders;

    CorsHeaders(Cors rules) {
        this.rules = rules;
        this.isForAll = rules.origins().contains(Cors.ANY);
        this.requestHeaders = Stream.concat(REQUEST_HEADERS.stream(), rules.headers().stream())
                .collect(Collectors.joining(", "));
    }

    /** Whether a browser asks if it may ask. */
    static boolean isPreflight(Request request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeaders().contains(HttpHeader.ORIGIN)
                && request.getHeaders().contains(HttpHeader.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** Tells a browser what it may ask; it sends no credential with its question. */
    void answerPreflight(Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        if (isAllowed(origin(request))) {
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_HEADERS, requestHeaders);
            headers.put(HttpHeader.ACCESS_CONTROL_MAX_AGE, rules.maxAgeS());
        }
        response.setStatus(HttpStatus.NO_CONTENT_204);
        response.write(true, ByteBuffer.allocate(0), callback);
    }

    /** Adds what concerns the origin that asks; to {@code Vary}, without a word of what others have put there. */
    void addTo(HttpFields.Mutable headers, @Nullable String origin) {
        if (!isForAll) {
            headers.ensureField(new HttpField(HttpHeader.VARY, "Origin"));
        }
        if (!isAllowed(origin)) {
            return;
        }
        headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, isForAll || origin == null ? Cors.ANY : origin);
        headers.put(HttpHeader.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
        if (rules.credentials()) {
            headers.put(HttpHeader.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
        }
    }

    static @Nullable String origin(Request request) {
        return request.getHeaders().get(HttpHeader.ORIGIN);
    }

    private boolean isAllowed(@Nullable String origin) {
        return isForAll || (origin != null && rules.origins().contains(origin));
    }
}
