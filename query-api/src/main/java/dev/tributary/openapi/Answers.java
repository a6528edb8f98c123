package dev.tributary.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What addresses answer, by status: what went well is theirs, the rest is the same for all. */
final class Answers {
    static final String JSON = "application/json";
    static final String LINES = "application/x-ndjson";
    static final String EVENTS = "text/event-stream";

    private static final Set<Integer> OF_SECURITY = Set.of(401, 403, 429);
    private static final String PROBLEM = "application/problem+json";

    private static final Map<Integer, String> PROBLEMS = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "The request is not one that this address understands."),
            Map.entry(401, "The address needs credentials, or those that came are not known."),
            Map.entry(403, "The caller may not read this."),
            Map.entry(404, "There is no such thing here."),
            Map.entry(406, "The address has no answer of a media type that `Accept` allows."),
            Map.entry(410, "The cursor is of an earlier version of the view: start over without it."),
            Map.entry(429, "The caller asks too often."),
            Map.entry(500, "A fault of the service."),
            Map.entry(503, "It cannot be read now."),
            Map.entry(504, "It was not read in time.")));

    private final Security security;

    Answers(Security security) {
        this.security = security;
    }

    private boolean isPossible(int status) {
        return security.isOn() || !OF_SECURITY.contains(status);
    }

    ObjectNode components() {
        ObjectNode responses = Nodes.object();
        responses.set(
                name(304),
                Nodes.object("description", "The caller has the answer already.", "headers", Headers.ofDocument()));
        PROBLEMS.forEach((status, title) -> {
            if (isPossible(status)) {
                responses.set(name(status), problem(status, title));
            }
        });
        return responses;
    }

    private static ObjectNode problem(int status, String title) {
        ObjectNode answer = Nodes.object("description", title + codes(status));
        if (status == 404) {
            answer.set("headers", Headers.of("View-Lag", "Served-By"));
        } else if (status == 429 || status >= 503) {
            answer.set("headers", Headers.of("Retry-After"));
        }
        answer.set(
                "content",
                Nodes.object(PROBLEM, Nodes.object("schema", Nodes.component("schemas", FixedSchemas.PROBLEM))));
        return answer;
    }

    private static String codes(int status) {
        StringBuilder codes = new StringBuilder();
        for (ProblemKind kind : ProblemKind.ALL) {
            if (kind.status() == status) {
                codes.append("\n- `").append(kind.code()).append("`: ").append(kind.meaning());
            }
        }
        return codes.isEmpty() ? "" : "\n" + codes;
    }

    private static String name(int status) {
        return "status-" + status;
    }

    /** What goes well, in some media types: their names and schemas in turn. */
    static ObjectNode ok(String description, ObjectNode headers, Object... typesAndSchemas) {
        ObjectNode content = Nodes.object();
        for (int i = 0; i < typesAndSchemas.length; i += 2) {
            content.set((String) typesAndSchemas[i], Nodes.object("schema", typesAndSchemas[i + 1]));
        }
        ObjectNode answer = Nodes.object("description", description);
        if (!headers.isEmpty()) {
            answer.set("headers", headers);
        }
        answer.set("content", content);
        return answer;
    }

    /** All answers of an address, when it may also answer with these statuses. */
    ObjectNode of(ObjectNode ok, int... others) {
        Map<Integer, ObjectNode> byStatus = new TreeMap<>(Map.of(200, ok));
        OF_SECURITY.forEach(status -> byStatus.put(status, reference(status)));
        byStatus.put(500, reference(500));
        for (int status : others) {
            byStatus.put(status, reference(status));
        }
        ObjectNode answers = Nodes.object();
        byStatus.forEach((status, answer) -> {
            if (isPossible(status)) {
                answers.set(Integer.toString(status), answer);
            }
        });
        return answers;
    }

    private static ObjectNode reference(int status) {
        return Nodes.component("responses", name(status));
    }

    /** An operation for which nobody needs credentials. */
    ObjectNode open(ObjectNode operation) {
        if (security.isOn()) {
            operation.set("security", Nodes.array());
        }
        return operation;
    }
}
