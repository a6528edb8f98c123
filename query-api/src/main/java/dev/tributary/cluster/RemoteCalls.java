package dev.tributary.cluster;

import dev.tributary.query.CopyAway;
import dev.tributary.query.Served;
import dev.tributary.runtime.ViewReads;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.Response;
import org.jspecify.annotations.Nullable;

/** What is asked of other instances for a view. Thread-safe. */
final class RemoteCalls {
    private static final int OK = 200;
    static final int ELSEWHERE = 421;
    private static final Pattern LAG = Pattern.compile("(\\d{1,18});ms=(\\d{1,18})");

    private final PeerClient client;
    private final Definitions definitions;

    RemoteCalls(PeerClient client, Definitions definitions) {
        this.client = client;
        this.definitions = definitions;
    }

    /** A call and what comes of it: the answer, and how fresh it is. */
    record Answered<T>(T answer, Served served) {}

    <T> CompletableFuture<Answered<T>> ask(
            RemotePart part, ViewReads view, Choice.There there, String what, Object call, Class<T> type, long waitMs) {
        return client.whole(sent(view, there, what, call, waitMs))
                .whenComplete((response, failure) -> {
                    if (failure != null) {
                        part.deny();
                    }
                })
                .thenApply(response -> answered(part, response, type));
    }

    private static <T> Answered<T> answered(RemotePart part, ContentResponse response, Class<T> type) {
        part.check(response, response.getContent());
        try {
            return new Answered<>(Calls.read(response.getContent(), type), served(response));
        } catch (IOException other) {
            throw new CompletionException(part.unreadable(other));
        }
    }

    PeerClient.Answer begin(ViewReads view, Choice.There there, String what, Object call, long waitMs) {
        return client.begin(sent(view, there, what, call, waitMs));
    }

    private PeerClient.Sent sent(ViewReads view, Choice.There there, String what, Object call, long waitMs) {
        String name = URLEncoder.encode(view.plan().view().name(), StandardCharsets.UTF_8);
        String target = Calls.ROOT + "/views/" + name + "/" + what;
        return new PeerClient.Sent(
                there.peer(), target, Optional.of(Calls.bytes(call)), headers(view, there, waitMs), waitMs);
    }

    /** Sends on a request as it is. */
    PeerClient.Answer forward(
            ViewReads view, Choice.There there, String target, Map<String, String> more, long waitMs) {
        Map<String, String> headers = headers(view, there, waitMs);
        headers.putAll(more);
        return client.begin(new PeerClient.Sent(there.peer(), target, Optional.empty(), headers, waitMs));
    }

    private Map<String, String> headers(ViewReads view, Choice.There there, long waitMs) {
        Map<String, String> headers = new HashMap<>();
        headers.put(Calls.FORWARDED, there.active() ? "active" : "any");
        headers.put(Calls.DEFINITION, definitions.of(view));
        headers.put(Calls.TIMEOUT, Long.toString(waitMs));
        return headers;
    }

    static boolean isFine(Response response) {
        return response.getStatus() == OK;
    }

    /** How fresh an answer says that it is. */
    static Served served(Response response) {
        @Nullable String lag = response.getHeaders().get("View-Lag");
        Matcher matcher = LAG.matcher(lag == null ? "" : lag);
        if (!matcher.matches()) {
            throw CopyAway.notThere("The instance does not say how fresh its answer is.");
        }
        return new Served(
                "active".equals(response.getHeaders().get("Served-By")),
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)));
    }
}
