package dev.tributary.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.plan.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The OpenAPI 3.1 document of a service: its addresses, with a path of its own for each view, and what they answer. */
public final class OpenApi {
    private static final String VERSION = "3.1.1";
    private static final String ABOUT = """
            Documents that are joined from change topics, kept current, and read here.

            Every address answers HEAD as it answers GET, without the body. Numbers are exact: read them with a parser \
            that keeps their digits.""";

    private OpenApi() {}

    /**
     * The document, the same for the same views.
     *
     * @param service what the service is called
     * @param views those that the reader of the document may know of
     */
    public static ObjectNode document(String service, Collection<Plan> views, Security security) {
        Answers answers = new Answers(security);
        ObjectNode paths = Nodes.object();
        ObjectNode schemas = Nodes.object();
        List<String> names = new ArrayList<>();
        for (Plan plan : views) {
            ViewPaths of = new ViewPaths(plan, answers);
            of.addTo(paths, schemas);
            names.add(plan.view().name());
        }
        new FixedPaths(names, answers).addTo(paths);
        FixedSchemas.addTo(schemas);
        ObjectNode components = Nodes.object(
                "schemas", schemas,
                "responses", answers.components(),
                "parameters", Inputs.components(),
                "headers", Headers.components());
        ObjectNode document = Nodes.object(
                "openapi",
                VERSION,
                "info",
                Nodes.object("title", service, "version", "1", "description", ABOUT),
                "tags",
                tags(names),
                "paths",
                paths,
                "components",
                components);
        if (security.isOn()) {
            components.set("securitySchemes", schemes(security));
            document.set("security", anyOf(security));
        }
        return document;
    }

    private static ArrayNode tags(List<String> views) {
        ArrayNode tags = Nodes.array();
        views.forEach(view -> tags.add(Nodes.object("name", view, "description", "The view " + view)));
        tags.add(Nodes.object("name", FixedPaths.SERVICE, "description", "The views together, and this page"));
        tags.add(Nodes.object("name", FixedPaths.OPERATION, "description", "For those who run the service"));
        return tags;
    }

    private static ObjectNode schemes(Security security) {
        ObjectNode schemes = Nodes.object();
        security.schemes().forEach(schemes::set);
        return schemes;
    }

    private static ArrayNode anyOf(Security security) {
        ArrayNode alternatives = Nodes.array();
        security.schemes().keySet().forEach(name -> alternatives.add(Nodes.object(name, Nodes.array())));
        return alternatives;
    }
}
