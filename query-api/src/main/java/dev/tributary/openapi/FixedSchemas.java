package dev.tributary.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The schemas of what is no document of a view. Their names have a dot, which no view's name has. */
final class FixedSchemas {
    static final String PROBLEM = "tributary.problem";
    static final String VIEWS = "tributary.views";

    private FixedSchemas() {}

    static void addTo(ObjectNode schemas) {
        schemas.set(PROBLEM, problem());
        schemas.set(VIEWS, views());
    }

    private static ObjectNode problem() {
        ObjectNode properties = Nodes.object(
                "type",
                ValueSchema.text().put("description", "/problems/ and the code; that address explains it"),
                "title",
                ValueSchema.text(),
                "status",
                Nodes.object("type", "integer"),
                "detail",
                ValueSchema.text().put("description", "what went wrong, with what, and what to do"),
                "instance",
                ValueSchema.text().put("description", "the path that was asked"));
        return Nodes.object(
                "type",
                "object",
                "description",
                "What went wrong (RFC 9457). Further members have what a program may want to know.",
                "properties",
                properties,
                "required",
                Nodes.array("type", "title", "status", "detail"));
    }

    private static ObjectNode views() {
        ObjectNode view = exactly(Nodes.object(
                "name", ValueSchema.text(),
                "state",
                        ValueSchema.text()
                                .set("enum", Nodes.array("starting", "building", "restoring", "running", "failed")),
                "documents", ValueSchema.count(),
                "lag", exactly(Nodes.object("records", ValueSchema.count(), "ms", ValueSchema.count())),
                "progress", Nodes.object("type", "number", "minimum", 0, "maximum", 1),
                "detail", ValueSchema.text(),
                "links", Nodes.object("type", "object", "additionalProperties", ValueSchema.text())));
        // more may be said of a view
        view.remove("additionalProperties");
        return exactly(Nodes.object("items", list(view)));
    }

    static ObjectNode list(ObjectNode item) {
        return Nodes.object("type", "array", "items", item);
    }

    /** An object of these members, all but some of which are always there, and of no others. */
    static ObjectNode exactly(ObjectNode properties, String... optional) {
        List<String> names =
                properties.propertyStream().map(property -> property.getKey()).toList();
        return Nodes.object(
                "type",
                "object",
                "properties",
                properties,
                "required",
                names.stream().filter(name -> !List.of(optional).contains(name)).toList(),
                "additionalProperties",
                false);
    }
}
