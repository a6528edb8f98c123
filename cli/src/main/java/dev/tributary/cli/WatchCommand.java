package dev.tributary.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the changes of a document, a lookup or a view as they happen. */
@Command(
        name = "watch",
        description = {
            "Print a document of a running service each time it changes; without a key, those of a view.",
            "One line an event: first what is there, then put and delete as they happen. Ctrl-C ends it."
        },
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final String EVENTS = "text/event-stream";

    @Mixin
    private final Remote remote = new Remote();

    @Parameters(index = "0", paramLabel = "VIEW", description = "The view's name.")
    @SuppressWarnings("NullAway.Init")
    private String view;

    @Parameters(index = "1", arity = "0..1", paramLabel = "KEY", description = "The document's key.")
    private @Nullable String key;

    @Option(
            names = "--where",
            paramLabel = "FIELD=VALUE",
            description = "Only documents whose indexed field has the value; repeat it for composite indexes.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(names = "--max-events", paramLabel = "N", description = "End after so many lines.")
    private long most = Long.MAX_VALUE;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private long printed;
    private String lastId = "";

    @Override
    public Integer call() throws InterruptedException {
        if (key != null && !where.isEmpty()) {
            throw new CannotRun("expected a key or --where, not both");
        }
        boolean answered = false;
        while (printed < most) {
            try {
                follow();
                answered = true;
            } catch (Remote.Refused refused) {
                if (!refused.passes()) {
                    throw refused;
                }
                say(String.valueOf(refused.getMessage()));
            } catch (IOException | Remote.NoService away) {
                if (!answered && printed == 0 && away instanceof Remote.NoService never) {
                    throw never;
                }
                say(String.valueOf(away.getMessage()));
            }
            if (printed < most) {
                Thread.sleep(RETRY.toMillis());
            }
        }
        return 0;
    }

    /** One connection, until it ends; the next one goes on behind the last event. */
    private void follow() throws IOException {
        Map<String, String> headers = lastId.isEmpty() ? Map.of() : Map.of("Last-Event-ID", lastId);
        HttpResponse<InputStream> response = remote.open(path(), EVENTS, headers);
        if (response.statusCode() != OK) {
            throw remote.refused(response);
        }
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith(EVENTS)) {
            response.body().close();
            throw new CannotRun(response.uri() + " does not answer with events: expected a service of Tributary there");
        }
        try (InputStream body = response.body()) {
            EventStream events = new EventStream(body);
            for (EventStream.Event event = events.next(); event != null; event = events.next()) {
                if (event.id() != null) {
                    lastId = event.id();
                }
                print(event);
                if (printed >= most) {
                    return;
                }
            }
        }
        say("the stream has ended; it goes on behind the last event");
    }

    /** A line of JSON: the event's data is an object, or nothing. */
    private void print(EventStream.Event event) {
        PrintWriter out = spec.commandLine().getOut();
        String data = event.data();
        String members = data.startsWith("{") && data.length() > 2 ? "," + data.substring(1) : "}";
        out.println("{\"event\":\"" + event.type() + "\"" + members);
        out.flush();
        printed++;
    }

    private String path() {
        StringBuilder path = new StringBuilder("/views/" + Remote.encode(view));
        if (key != null) {
            path.append('/').append(key);
        }
        String separator = "?";
        for (Map.Entry<String, String> field : where.entrySet()) {
            path.append(separator)
                    .append(Remote.encode(field.getKey()))
                    .append('=')
                    .append(Remote.encode(field.getValue()));
            separator = "&";
        }
        return path.toString();
    }

    private void say(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(message);
        err.flush();
    }
}
