package dev.tributary.http;

import dev.tributary.access.Caller;
import dev.tributary.cluster.Cluster;
import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code GET /health/…}: for whoever restarts processes and routes requests to them. */
final class Health {
    private static final int RETRY_S = 5;

    private final Views views;
    private final Cluster cluster;
    private final Draining draining;

    Health(Views views, Cluster cluster, Draining draining) {
        this.views = views;
        this.cluster = cluster;
        this.draining = draining;
    }

    /** The process answers; whether its views do is not asked. */
    void live(Context ctx) throws IOException {
        Parameters.of(ctx);
        Accepts.mediaType(ctx, Accepts.JSON);
        Body.sendWhole(ctx, 200, Accepts.JSON, Json.bytes(Json.object("status", "live")));
    }

    /** Every view can be read, here or by asking another instance. Why one cannot is told to those who may read it. */
    void ready(Context ctx) throws IOException {
        Parameters.of(ctx);
        Accepts.mediaType(ctx, Accepts.JSON);
        draining.check();
        Map<String, ViewReads> all = views.all();
        Caller caller = Exchange.of(ctx).caller();
        List<Object> reasons = new ArrayList<>();
        int away = 0;
        for (Map.Entry<String, ViewReads> view : all.entrySet()) {
            ViewStatus status = view.getValue().status();
            if (isReady(view.getValue(), status)) {
                continue;
            }
            away++;
            if (caller.mayRead(view.getKey())) {
                reasons.add(Json.object(
                        "view", view.getKey(),
                        "state", ViewList.state(status),
                        "progress", status.progress(),
                        "detail", status.detail()));
            }
        }
        if (away > 0) {
            throw new Refusal(notReady(reasons, away, all.size()));
        }
        Body.sendWhole(ctx, 200, Accepts.JSON, Json.bytes(Json.object("status", "ready", "views", all.size())));
    }

    /** An instance that has lost its copies, or has none yet, is as good as the others while these have some. */
    private boolean isReady(ViewReads view, ViewStatus status) {
        return switch (status.state()) {
            case RUNNING -> true;
            case RESTORING -> cluster.hasCopies(view);
            case STARTING, BUILDING, FAILED -> false;
        };
    }

    private static Problem notReady(List<Object> reasons, int away, int views) {
        String hint = reasons.isEmpty() ? "." : "; `reasons` says why.";
        return Problem.of(503, "not-ready", "Not ready", away + " of " + views + " views cannot be read yet" + hint)
                .with("reasons", reasons)
                .retryAfter(RETRY_S);
    }
}
