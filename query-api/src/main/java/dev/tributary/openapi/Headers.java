package dev.tributary.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The headers of answers. */
final class Headers {
    private Headers() {}

    static ObjectNode components() {
        return Nodes.object(
                "ETag",
                header(
                        "Changes with the answer's body. Absent where the body is sent as it is read.",
                        "\"f126cbc81d610588\""),
                "Last-Modified",
                header("When the document last changed.", "Tue, 14 May 2024 08:31:00 GMT"),
                "View-Lag",
                header("How far the view is behind its topics: records, and time in milliseconds.", "12;ms=340"),
                "Served-By",
                Nodes.object(
                        "description",
                        "Which copy was read.",
                        "schema",
                        ValueSchema.text().set("enum", Nodes.array("active", "standby"))),
                "Link",
                header(
                        "Where the next page is; absent on the last one.",
                        "</views/orders?limit=2&cursor=AQ2e>; rel=\"next\""),
                "Retry-After",
                Nodes.object("description", "In how many seconds to ask again.", "schema", ValueSchema.count()));
    }

    private static ObjectNode header(String description, String example) {
        return Nodes.object("description", description, "schema", ValueSchema.text(), "example", example);
    }

    /** References to these headers. */
    static ObjectNode of(String... names) {
        ObjectNode headers = Nodes.object();
        for (String name : names) {
            headers.set(name, Nodes.component("headers", name));
        }
        return headers;
    }

    /** What a page of a view says of itself. */
    static ObjectNode ofPage() {
        return of("ETag", "View-Lag", "Served-By", "Link");
    }

    /** What a document says of itself. */
    static ObjectNode ofDocument() {
        return of("ETag", "Last-Modified", "View-Lag", "Served-By");
    }
}
