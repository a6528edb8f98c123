package dev.tributary.http;

import dev.tributary.cluster.Budget;
import dev.tributary.cluster.Choice;
import dev.tributary.cluster.Cluster;
import dev.tributary.cluster.Forwarded;
import dev.tributary.cluster.Visit;
import dev.tributary.query.Consistency;
import dev.tributary.query.CopyAway;
import dev.tributary.query.Unavailable;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import dev.tributary.store.StoreClosed;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers requests for a view out of the copies that can be read, wherever they are. What fails because a copy moves, or its
 * instance dies, is tried again elsewhere for as long as the request has time and nothing of its answer is on its way.
 */
final class Routing {
    private static final String CONSISTENCY = "Consistency";

    /** What of a request says how it is to be answered. */
    private static final List<String> ASKED = List.of("Accept", "Accept-Encoding", "If-None-Match");

    /** What an answer says of itself. */
    private static final List<String> ANSWERED = List.of(
            "Content-Type", "Content-Encoding", "ETag", "Last-Modified", "Cache-Control", "Link", "Retry-After");

    private final Cluster cluster;

    Routing(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Answers, or throws {@link CopyAway}. It may be tried again. */
    interface Attempt {
        void answer(Visit visit) throws IOException;
    }

    /** Makes as if an attempt had not been; false when that cannot be. */
    interface Undo {
        boolean undo();
    }

    void answer(Context ctx, ViewReads view, Parameters parameters, Attempt attempt) throws IOException {
        answer(ctx, view, parameters, attempt, () -> undo(ctx));
    }

    void answer(Context ctx, ViewReads view, Parameters parameters, Attempt attempt, Undo undo) throws IOException {
        Optional<Hop> hop = Exchange.of(ctx).hop();
        long leftMs = hop.map(Hop::leftMs).orElseGet(() -> TimeoutParameter.ms(parameters));
        Consistency wanted = hop.map(Hop::wanted).orElseGet(() -> consistency(ctx));
        requireShown(view, hop);
        try (Visit visit =
                hop.isPresent() ? cluster.visitHere(view, wanted) : cluster.visit(view, wanted, Budget.ofMs(leftMs))) {
            while (!isAnswered(view, visit, attempt, undo)) {
                // the next attempt
            }
        }
    }

    private static boolean isAnswered(ViewReads view, Visit visit, Attempt attempt, Undo undo) throws IOException {
        try {
            attempt.answer(visit);
            return true;
        } catch (CopyAway away) {
            if (!undo.undo()) {
                throw away;
            }
            visit.deny(away);
            if (!visit.again()) {
                throw new Refusal(Problems.away(view, away, visit.isHere()));
            }
        } catch (StoreClosed moved) {
            if (!undo.undo()) {
                throw moved;
            }
            if (!visit.moved() || !visit.again()) {
                throw new Refusal(Problems.storeMoved());
            }
        }
        return false;
    }

    private static boolean undo(Context ctx) {
        if (ctx.res().isCommitted()) {
            return false;
        }
        ctx.res().reset();
        return true;
    }

    /** Who sends a request on knows that the view has been built; it must be the same view here. */
    private void requireShown(ViewReads view, Optional<Hop> hop) {
        if (hop.isPresent()) {
            if (!cluster.isDefinedAlike(view, hop.get().definition())) {
                throw new Refusal(Problems.elsewhere("The view is defined otherwise here."));
            }
            return;
        }
        ViewStatus.State state = view.state();
        if (state == ViewStatus.State.RUNNING || state == ViewStatus.State.RESTORING) {
            return;
        }
        ViewStatus status = view.status();
        Optional<Unavailable> notShown = Unavailable.of(view.plan().view().name(), status);
        boolean mayBeElsewhere = status.state() == ViewStatus.State.FAILED && !cluster.isAlone();
        if (notShown.isPresent() && !mayBeElsewhere) {
            throw new Refusal(Problems.unavailable(view.plan().view().name(), notShown.get()));
        }
    }

    private static Consistency consistency(Context ctx) {
        String text = ctx.header(CONSISTENCY);
        if (text == null || text.equals("any")) {
            return Consistency.ANY;
        }
        if (text.equals("active")) {
            return Consistency.ACTIVE;
        }
        throw new Refusal(Problem.of(
                        400,
                        "bad-consistency",
                        "Bad consistency",
                        "Expected the header `Consistency` to be `active` or `any`, but came `" + text + "`.")
                .with("header", CONSISTENCY));
    }

    // -------------------------------------------------------------------------------------------- sending on

    /**
     * Lets another instance answer.
     *
     * @param target path and query, encoded
     * @return the status
     */
    int forward(Context ctx, Visit visit, ViewReads view, Choice.There there, String target) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String name : ASKED) {
            List<String> lines = java.util.Collections.list(ctx.req().getHeaders(name));
            if (!lines.isEmpty()) {
                headers.put(name, String.join(", ", lines));
            }
        }
        try (Forwarded answer = cluster.forward(visit, view, there, target, headers)) {
            pass(ctx, answer);
            return answer.status();
        }
    }

    /** A small answer is read before any of it is sent. */
    private static void pass(Context ctx, Forwarded answer) throws IOException {
        long length = answer.header("Content-Length").map(Long::parseLong).orElse(Content.UNKNOWN);
        byte[] small = length >= 0 && length <= Body.WHOLE_BYTES ? read(answer) : null;
        ctx.status(answer.status());
        answer.served().ifPresent(served -> Freshness.set(ctx, served));
        for (String name : ANSWERED) {
            answer.header(name).ifPresent(value -> ctx.header(name, value));
        }
        answer.header("Vary").ifPresent(value -> Vary.on(ctx, value.split(", ", -1)));
        if (small != null) {
            Content.sendBytes(ctx, small, small.length);
            return;
        }
        if (length >= 0) {
            ctx.res().setContentLengthLong(length);
        } else {
            Content.chunk(ctx);
        }
        answer.copyTo(ctx.res().getOutputStream());
    }

    private static byte[] read(Forwarded answer) {
        try {
            return answer.body().readAllBytes();
        } catch (IOException broken) {
            throw Forwarded.brokenOff();
        }
    }
}
