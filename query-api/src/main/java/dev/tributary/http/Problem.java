package dev.tributary.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer that says what went wrong, with what, and what to do (RFC 9457).
 *
 * @param code what kind of problem it is, the same for all of its kind
 * @param members what a program may want to know beside
 * @param headers that go with the answer
 */
record Problem(
        int status,
        String code,
        String title,
        String detail,
        Map<String, Object> members,
        Map<String, String> headers) {
    static final String CONTENT_TYPE = "application/problem+json";

    Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        headers = Map.copyOf(headers);
    }

    static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, Map.of(), Map.of());
    }

    Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, code, title, detail, more, headers);
    }

    Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, code, title, detail, members, more);
    }

    /** Tells when it may be worth while to ask again. */
    Problem retryAfter(int seconds) {
        return withHeader("Retry-After", Integer.toString(seconds));
    }

    /** Sends it as the whole answer. */
    void send(Context ctx) throws IOException {
        headers.forEach(ctx::header);
        Body.sendWhole(ctx, status, CONTENT_TYPE, with("instance", ctx.path()).body());
    }

    byte[] body() {
        Map<String, Object> body =
                Json.object("type", "/problems/" + code, "title", title, "status", status, "detail", detail);
        body.putAll(members);
        return Json.bytes(body);
    }
}
