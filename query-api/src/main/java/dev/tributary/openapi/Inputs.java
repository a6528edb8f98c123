package dev.tributary.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The parameters that several addresses have, in the query and in headers. */
final class Inputs {
    private static final int LIMIT = 50;
    private static final int LIMIT_AT_MOST = 1000;

    private Inputs() {}

    static ObjectNode components() {
        return Nodes.object(
                "limit",
                parameter(
                        "limit",
                        "query",
                        "How many items a page has at most, " + LIMIT_AT_MOST
                                + " being the most unless it is configured otherwise; of lines how many there are in all, any number.",
                        Nodes.object("type", "integer", "minimum", 1, "default", LIMIT)),
                "cursor",
                parameter("cursor", "query", "`next` of the page before, as it is.", ValueSchema.text()),
                "fields",
                parameter(
                        "fields",
                        "query",
                        "Only these members, those of nested objects in parentheses: `name,orders(order_id)`. The others"
                                + " are then missing, whatever the schema requires.",
                        ValueSchema.text()),
                "timeout",
                parameter(
                        "timeout",
                        "query",
                        "How long to wait for copies that are on other instances, or move: `500ms`, `5s`; 2 s without it.",
                        ValueSchema.text()),
                "Consistency",
                parameter(
                        "Consistency",
                        "header",
                        "`active`: of copies that are kept current only. `any`: of a standby where the active copy is away.",
                        ValueSchema.text().set("enum", Nodes.array("active", "any"))),
                "If-None-Match",
                parameter(
                        "If-None-Match",
                        "header",
                        "Tags that are known, or `*`: the answer is 304 when it would have one of them.",
                        ValueSchema.text()),
                "Prefer",
                parameter(
                        "Prefer",
                        "header",
                        "`wait=N`: instead of answering that nothing is new (304), or that there is no document (404), wait"
                                + " at most so many seconds, 60 at most, for that to change.",
                        ValueSchema.text()),
                "Last-Event-ID",
                parameter(
                        "Last-Event-ID",
                        "header",
                        "Of a stream: the id of the last event that came. Only what came later is sent, or, when that is not"
                                + " known, `reset` and everything.",
                        ValueSchema.text()));
    }

    static ObjectNode parameter(String name, String in, String description, ObjectNode schema) {
        return Nodes.object("name", name, "in", in, "description", description, "schema", schema);
    }

    /** A part of the path. */
    static ObjectNode inPath(String name, String description, ObjectNode schema) {
        return parameter(name, "path", description, schema).put("required", true);
    }

    /** One that may be repeated. */
    static ObjectNode repeated(String name, String description) {
        return parameter(name, "query", description, Nodes.object("type", "array", "items", ValueSchema.text()))
                .put("explode", true);
    }

    /** Adds references to these. */
    static ArrayNode shared(ArrayNode to, String... names) {
        for (String name : names) {
            to.add(Nodes.component("parameters", name));
        }
        return to;
    }
}
