package dev.tributary.http;

import dev.tributary.query.CopyAway;
import dev.tributary.store.StoreClosed;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What answer an exception becomes: the one place that decides. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    /** The servlet container's way to break a connection off. */
    private static final int ABORT = -1;

    /** What was said of the body that is now not sent. */
    private static final List<String> OF_BODIES =
            List.of("Content-Encoding", "Content-Length", "ETag", "Last-Modified", "Link", "Transfer-Encoding");

    private Failures() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(Refusal.class, (refusal, ctx) -> send(ctx, refusal.problem()));
        routes.exception(StoreClosed.class, (moved, ctx) -> startOver(ctx, Problems.storeMoved()));
        routes.exception(CopyAway.class, (away, ctx) -> startOver(ctx, Problems.storeMoved()));
        routes.exception(MethodNotAllowedResponse.class, (refusal, ctx) -> send(ctx, notAllowed(refusal, ctx)));
        routes.exception(
                NotFoundResponse.class, (refusal, ctx) -> send(ctx, Problems.noSuchAddress(ctx.path(), Api.ADDRESSES)));
        routes.exception(HttpResponseException.class, (refusal, ctx) -> send(ctx, other(refusal)));
        routes.exception(Exception.class, Failures::unexpected);
    }

    /** A fault of the machine itself, for which no handler is asked. */
    static void fatal(HttpServletResponse response, Error error) {
        LOG.error("a request failed", error);
        if (response.isCommitted()) {
            abort(response);
            return;
        }
        Problem problem = internal();
        response.reset();
        response.setStatus(problem.status());
        response.setContentType(Problem.CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        try {
            response.getOutputStream().write(problem.body());
        } catch (IOException gone) {
            LOG.debug("the client is gone", gone);
        }
    }

    private static void unexpected(Exception failure, Context ctx) {
        if (failure instanceof IOException) {
            LOG.debug("{} {} was not sent in full", ctx.method(), ctx.path(), failure);
        } else {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), failure);
        }
        startOver(ctx, internal());
    }

    private static Problem internal() {
        return Problem.of(
                500, "internal", "Internal error", "The request failed; the service's log says why, at this time.");
    }

    /** What was to be sent is void, with its headers. */
    private static void startOver(Context ctx, Problem problem) {
        if (!ctx.res().isCommitted()) {
            ctx.res().reset();
        }
        send(ctx, problem);
    }

    private static Problem notAllowed(MethodNotAllowedResponse refusal, Context ctx) {
        String allowed = refusal.getDetails().values().stream().findFirst().orElse("GET, HEAD");
        return Problem.of(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        "Expected " + allowed.replace(", ", " or ") + " at " + ctx.path() + ", but came " + ctx.method()
                                + "; views are read here, and changed by their topics.")
                .withHeader("Allow", allowed);
    }

    private static Problem other(HttpResponseException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return Problem.of(refusal.getStatus(), "http-" + refusal.getStatus(), message, message);
    }

    /** Once a part of an answer is sent, all that is left is not to let it look complete. */
    private static void send(Context ctx, Problem problem) {
        HttpServletResponse response = ctx.res();
        if (response.isCommitted()) {
            abort(response);
            return;
        }
        try {
            response.resetBuffer();
            OF_BODIES.forEach(name -> response.setHeader(name, null));
            problem.send(ctx);
        } catch (IOException gone) {
            LOG.debug("the client of {} {} is gone", ctx.method(), ctx.path(), gone);
        }
    }

    static void abort(HttpServletResponse response) {
        try {
            response.sendError(ABORT);
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("the connection was gone already", gone);
        }
    }
}
