package dev.tributary.http;

import dev.tributary.runtime.ViewReads;
import dev.tributary.runtime.ViewStatus;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** {@code GET /health/…}: for whoever restarts processes and routes requests to them. */
final class Health {
    private static final int RETRY_S = 5;

    private final Views views;

    Health(Views views) {
        this.views = views;
    }

    /** The process answers; whether its views do is not asked. */
    void live(Context ctx) throws IOException {
        Parameters.of(ctx);
        Accepts.mediaType(ctx, Accepts.JSON);
        Body.sendWhole(ctx, 200, Accepts.JSON, Json.bytes(Json.object("status", "live")));
    }

    /** Every view can be read. */
    void ready(Context ctx) throws IOException {
        Parameters.of(ctx);
        Accepts.mediaType(ctx, Accepts.JSON);
        Map<String, ViewReads> all = views.all();
        List<Object> reasons = new ArrayList<>();
        all.forEach((name, view) -> {
            ViewStatus status = view.status();
            if (!isReady(view, status)) {
                reasons.add(Json.object(
                        "view", name,
                        "state", ViewList.state(status),
                        "progress", status.progress(),
                        "detail", status.detail()));
            }
        });
        if (!reasons.isEmpty()) {
            throw new Refusal(notReady(reasons, all.size()));
        }
        Body.sendWhole(ctx, 200, Accepts.JSON, Json.bytes(Json.object("status", "ready", "views", all.size())));
    }

    private static boolean isReady(ViewReads view, ViewStatus status) {
        return switch (status.state()) {
            case RUNNING -> true;
            case RESTORING ->
                IntStream.range(0, view.partitions())
                        .anyMatch(partition -> view.copy(partition).isPresent());
            case STARTING, BUILDING, FAILED -> false;
        };
    }

    private static Problem notReady(List<Object> reasons, int views) {
        return Problem.of(
                        503,
                        "not-ready",
                        "Not ready",
                        reasons.size() + " of " + views + " views cannot be read yet; `reasons` says why.")
                .with("reasons", reasons)
                .retryAfter(RETRY_S);
    }
}
