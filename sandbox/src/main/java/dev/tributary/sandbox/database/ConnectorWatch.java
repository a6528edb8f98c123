package dev.tributary.sandbox.database;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Says when a connector or its task has failed, and when it runs again: Connect goes on without it, and tells only who asks.
 * Thread-safe.
 */
final class ConnectorWatch implements AutoCloseable {
    private static final Duration LOOKS_AGAIN_AFTER = Duration.ofSeconds(3);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);
    private static final String CAUSE = "Caused by: ";

    private final String url;
    private final Callable<JsonNode> statuses;
    private final Consumer<String> say;
    private final Thread thread = new Thread(this::goOn, "connector-watch");

    /** Connectors and tasks that have failed, each with its trace. */
    private final Map<String, String> failed = new HashMap<>();

    private boolean answered = true;

    /**
     * One that is not started yet.
     *
     * @param url of Connect's REST API
     * @param statuses what it answers to {@code /connectors?expand=status}
     * @param say is told, a line at a time
     */
    ConnectorWatch(String url, Callable<JsonNode> statuses, Consumer<String> say) {
        this.url = url;
        this.statuses = statuses;
        this.say = say;
        thread.setDaemon(true);
    }

    ConnectorWatch start() {
        thread.start();
        return this;
    }

    private void goOn() {
        try {
            while (true) {
                look();
                Thread.sleep(LOOKS_AGAIN_AFTER.toMillis());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks once, and says what is new. */
    void look() throws InterruptedException {
        try {
            statuses.call()
                    .properties()
                    .forEach(each -> lookAt(each.getKey(), each.getValue().path("status")));
            if (!answered) {
                say.accept("Connect    answers again");
            }
            answered = true;
        } catch (InterruptedException closed) {
            throw closed;
        } catch (Exception unanswered) {
            if (answered) {
                say.accept("Connect    does not answer: " + unanswered
                        + "; connect/connect.log in the folder of the logs says more");
            }
            answered = false;
        }
    }

    private void lookAt(String connector, JsonNode status) {
        lookAt(connector, connector, status.path("connector"));
        for (JsonNode task : status.path("tasks")) {
            lookAt(connector, connector + ", task " + task.path("id").asText() + ",", task);
        }
    }

    private void lookAt(String connector, String part, JsonNode status) {
        String state = status.path("state").asText();
        String trace = status.path("trace").asText();
        if (state.equals("FAILED") && !trace.equals(failed.put(part, trace))) {
            say.accept("connector  " + part + " has FAILED: " + reason(trace) + "; once that is mended: curl -X POST '"
                    + url + "/connectors/" + connector + "/restart?includeTasks=true&onlyFailed=true'");
        } else if (state.equals("RUNNING") && failed.remove(part) != null) {
            say.accept("connector  " + part + " runs again");
        }
    }

    /** The first line says what was given up, and the innermost cause why. */
    private static String reason(String trace) {
        List<String> lines = trace.lines().toList();
        String first = lines.isEmpty() ? "no reason is given" : lines.get(0);
        return lines.stream()
                .filter(line -> line.startsWith(CAUSE))
                .reduce((outer, inner) -> inner)
                .map(cause -> first + " " + cause)
                .orElse(first);
    }

    /** Nothing is said after this. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(ENDS_WITHIN.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
