package dev.tributary.http;

import dev.tributary.live.Live;
import dev.tributary.live.Question;
import dev.tributary.metrics.Metrics;
import dev.tributary.query.Reading;
import dev.tributary.query.Served;
import dev.tributary.query.Unavailable;
import dev.tributary.query.Wanted;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers that take their time: streams of events, and those that wait for a change. No thread waits for them. */
final class LiveAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(LiveAnswers.class);

    private final Live live;
    private final Metrics metrics;

    LiveAnswers(Live live, Metrics metrics) {
        this.live = live;
        this.metrics = metrics;
    }

    /** An answer that is sent in one go. */
    interface Answer {
        void send() throws IOException;
    }

    // ------------------------------------------------------------------------------------------------ streams

    /** Sends what is asked for, as events, for as long as the client listens. */
    void stream(Context ctx, Question asked) {
        String view = asked.view().plan().view().name();
        Optional<Unavailable> away = live.reads().away(asked);
        if (away.isPresent()) {
            throw new Refusal(Problems.unavailable(view, away.get()));
        }
        Freshness.set(ctx, Served.active(asked.view()));
        ctx.header("Cache-Control", "no-store");
        // some proxies would wait for more
        ctx.header("X-Accel-Buffering", "no");
        Vary.on(ctx, "Accept", "Accept-Encoding");
        ctx.status(200).contentType(Accepts.EVENTS);
        if (ctx.method().equals(HandlerType.HEAD)) {
            return;
        }
        if (!live.enter()) {
            throw new Refusal(Problems.tooManyStreams(Exchange.of(ctx).limits().streams()));
        }
        Content.chunk(ctx);
        ctx.future(() -> begin(ctx, asked, view));
    }

    /** @return what is never completed: the output ends the answer */
    private CompletableFuture<Void> begin(Context ctx, Question asked, String view) {
        Exchange exchange = Exchange.of(ctx);
        Consumer<String> count = event -> {
            if (event.equals("put")) {
                exchange.countDocument();
            }
            metrics.event(view, event);
        };
        Optional<String> lastId =
                Optional.ofNullable(ctx.header("Last-Event-ID")).filter(id -> !id.isEmpty());
        AsyncOutput output = output(ctx);
        output.openFor(live.follow(asked, lastId, output, count));
        return new CompletableFuture<>();
    }

    private AsyncOutput output(Context ctx) {
        try {
            return new AsyncOutput(ctx.req().getAsyncContext(), ctx.res());
        } catch (IOException gone) {
            live.leave();
            throw new UncheckedIOException(gone);
        }
    }

    // ------------------------------------------------------------------------------------------------ waiting

    /** Sends an answer about one document; where the client prefers that, not before it is news to it. */
    void sendWhenNews(Context ctx, Question asked, byte[] key, Answer answer) throws IOException {
        int seconds = Preferences.waitSeconds(ctx);
        if (seconds == 0) {
            answer.send();
            return;
        }
        Preferences.applied(ctx, seconds);
        String known = Content.ifNoneMatch(ctx);
        if (Exchange.of(ctx).hasWaited() || isNews(read(asked, key), known) || !live.enter()) {
            answer.send();
            return;
        }
        Exchange.of(ctx).waits();
        ctx.future(() -> {
            AsyncContext request = ctx.req().getAsyncContext();
            live.await(asked, key, reading -> isNews(reading, known), 1_000L * seconds, () -> handleAgain(request));
            return new CompletableFuture<>();
        });
    }

    /** From the start, on a thread of the server: a client that takes its time then holds the same kind as any other. */
    private static void handleAgain(AsyncContext request) {
        try {
            request.dispatch();
        } catch (IllegalStateException isOver) {
            LOG.debug("a client that waited is gone", isOver);
        }
    }

    private Reading read(Question asked, byte[] key) {
        return live.reads().read(asked, List.of(new Wanted(key, -1))).get(0);
    }

    /** A document that the client does not have; none, where it has one; or that nothing can be read. */
    private static boolean isNews(Reading reading, String known) {
        if (reading instanceof Reading.Found found) {
            String tag = EntityTags.of(found.json(), found.json().length);
            return EntityTags.match(known, tag, EntityTags.zipped(tag)).isEmpty();
        }
        if (reading instanceof Reading.Missing) {
            return !known.isEmpty();
        }
        return reading instanceof Reading.Away;
    }
}
