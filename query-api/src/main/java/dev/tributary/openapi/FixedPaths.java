package dev.tributary.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The addresses that every service has. */
final class FixedPaths {
    static final String SERVICE = "service";
    static final String OPERATION = "operation";

    private static final String HTML = "text/html";
    private static final String TEXT = "text/plain";

    private final List<String> views;
    private final Answers answers;

    FixedPaths(List<String> views, Answers answers) {
        this.views = List.copyOf(views);
        this.answers = answers;
    }

    void addTo(ObjectNode paths) {
        paths.set("/", get(SERVICE, "start", "The addresses of the service", ok(anObject(), HTML)));
        paths.set(
                "/views",
                get(
                        SERVICE,
                        "views",
                        "The views: their state, documents, lag",
                        Answers.ok(
                                "The views, in the order of the files.",
                                Headers.of("ETag"),
                                Answers.JSON,
                                Nodes.component("schemas", FixedSchemas.VIEWS))));
        topology(paths);
        paths.set("/openapi.json", get(SERVICE, "openapi", "This document", ok(anObject())));
        paths.set("/docs", get(SERVICE, "docs", "A page to try the API", page()));
        paths.set(
                "/problems/{code}",
                with(
                        get(SERVICE, "problem", "What a problem's code means", ok(anObject(), HTML, TEXT), 404),
                        Inputs.inPath(
                                "code",
                                "The last part of a problem's `type`, such as `no-such-document`.",
                                ValueSchema.text())));
        paths.set(
                "/cluster",
                get(
                        OPERATION,
                        "cluster",
                        "The instances, and for each partition of a view who is active, who stands by, and how far"
                                + " behind",
                        ok(anObject())));
        paths.set(
                "/metrics",
                get(
                        OPERATION,
                        "metrics",
                        "Metrics, for Prometheus",
                        Answers.ok("The metrics.", Nodes.object(), TEXT, ValueSchema.text())));
        paths.set("/health/live", open("live", "Whether the process answers", ok(status("live"))));
        ObjectNode ready = status("ready");
        ready.put("description", "Every view can be read, here or at another instance.");
        paths.set("/health/ready", open("ready", "Whether every view can be read", ok(ready), 503));
    }

    private void topology(ObjectNode paths) {
        if (!views.isEmpty()) {
            ObjectNode name = ValueSchema.text();
            name.set("enum", Nodes.array(views));
            paths.set(
                    "/topology/{view}",
                    with(
                            get(SERVICE, "topology", "How a view is kept: its joins, topics and stores", page(), 404),
                            Inputs.inPath("view", "The view.", name)));
        }
    }

    private static ObjectNode anObject() {
        return Nodes.object("type", "object");
    }

    private static ObjectNode status(String value) {
        return Nodes.object(
                "type",
                "object",
                "properties",
                Nodes.object("status", Nodes.object("const", value)),
                "required",
                Nodes.array("status"));
    }

    private static ObjectNode page() {
        return Answers.ok("A page for people.", Headers.of("ETag"), HTML, ValueSchema.text());
    }

    private static ObjectNode ok(ObjectNode schema, String... otherTypes) {
        Object[] content = new Object[2 + 2 * otherTypes.length];
        content[0] = Answers.JSON;
        content[1] = schema;
        for (int i = 0; i < otherTypes.length; i++) {
            content[2 + 2 * i] = otherTypes[i];
            content[3 + 2 * i] = ValueSchema.text();
        }
        return Answers.ok("All is well.", Nodes.object(), content);
    }

    private ObjectNode get(String tag, String id, String summary, ObjectNode ok, int... others) {
        return Nodes.object(
                "get",
                Nodes.object(
                        "operationId",
                        id,
                        "tags",
                        Nodes.array(tag),
                        "summary",
                        summary,
                        "responses",
                        answers.of(ok, others)));
    }

    private ObjectNode open(String id, String summary, ObjectNode ok, int... others) {
        ObjectNode path = get(OPERATION, id, summary, ok, others);
        answers.open((ObjectNode) path.get("get"));
        return path;
    }

    private static ObjectNode with(ObjectNode path, ObjectNode parameter) {
        path.set("parameters", Nodes.array(parameter));
        return path;
    }
}
