package dev.tributary.http;

import dev.tributary.access.Caller;
import dev.tributary.config.HttpLimits;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** What is known of one request while it is answered. Thread-safe: an answer may be written by another thread than began it. */
final class Exchange {
    private static final String NAME = "tributary.exchange";

    private final HttpLimits limits;
    private final Optional<String> queryToken;
    private final AtomicLong documents = new AtomicLong();
    private volatile Optional<Hop> hop = Optional.empty();
    private volatile Caller caller = Caller.NOBODY;
    private volatile @Nullable Long begunAt;
    private volatile boolean hasWaited;

    /** @param queryToken the credential that was in the address */
    Exchange(HttpLimits limits, Optional<String> queryToken) {
        this.limits = limits;
        this.queryToken = queryToken;
    }

    static Exchange of(Context ctx) {
        return (Exchange) Objects.requireNonNull(ctx.req().getAttribute(NAME));
    }

    /** That of a request, unless it was refused before it came to our handlers. */
    static Optional<Exchange> of(Request request) {
        return Optional.ofNullable((Exchange) request.getAttribute(NAME));
    }

    void attachTo(Request request) {
        request.setAttribute(NAME, this);
    }

    HttpLimits limits() {
        return limits;
    }

    Optional<String> queryToken() {
        return queryToken;
    }

    /** What another instance says of the request; empty for that of a client. */
    Optional<Hop> hop() {
        return hop;
    }

    void hop(Hop said) {
        hop = Optional.of(said);
    }

    Caller caller() {
        return caller;
    }

    void caller(Caller identified) {
        caller = identified;
    }

    /** So many documents are in the answer. */
    void countDocuments(int count) {
        documents.addAndGet(count);
    }

    /** It waits for a change; then it is handled again. */
    void waits() {
        hasWaited = true;
    }

    boolean hasWaited() {
        return hasWaited;
    }

    /** One more document is in the answer. */
    void countDocument() {
        documents.incrementAndGet();
    }

    long documents() {
        return documents.get();
    }

    /** The first bytes of the answer go out. */
    void begin() {
        begunAt = System.nanoTime();
    }

    /** When the first bytes of the answer went out, by {@link System#nanoTime}. */
    OptionalLong begunAt() {
        Long at = begunAt;
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }
}
