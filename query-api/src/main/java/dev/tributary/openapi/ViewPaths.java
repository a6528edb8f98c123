package dev.tributary.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.plan.Index;
import dev.tributary.plan.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The addresses of one view: its documents, one of them, and a collection in one. */
final class ViewPaths {

    private final Plan plan;
    private final String name;
    private final KeyPath key;
    private final Answers answers;

    ViewPaths(Plan plan, Answers answers) {
        this.plan = plan;
        this.answers = answers;
        name = plan.view().name();
        key = KeyPath.of(plan);
    }

    void addTo(ObjectNode paths, ObjectNode schemas) {
        DocumentSchema declared = new DocumentSchema(plan.model());
        ObjectNode document = declared.of(plan.view());
        document.put(
                "description",
                "A document of " + name + ", made of " + plan.view().from() + ".");
        schemas.set(name, document);
        schemas.set(item(), item(Nodes.component("schemas", name)));
        paths.set("/views/" + name, Nodes.object("get", documents()));
        paths.set("/views/" + name + "/" + key.template(), Nodes.object("get", document()));
        Map<String, ObjectNode> collections = declared.collections(plan.view());
        if (!collections.isEmpty()) {
            paths.set(
                    "/views/" + name + "/" + key.template() + "/{field}", Nodes.object("get", collection(collections)));
        }
    }

    private String item() {
        return name + ".item";
    }

    private static ObjectNode item(ObjectNode document) {
        return FixedSchemas.exactly(Nodes.object(
                "key",
                ValueSchema.text().put("description", "as the path of the document has it"),
                "document",
                document));
    }

    private ObjectNode operation(String id, String summary, ArrayNode parameters, ObjectNode responses) {
        return Nodes.object(
                "operationId",
                name + "." + id,
                "tags",
                Nodes.array(name),
                "summary",
                summary,
                "parameters",
                parameters,
                "responses",
                responses);
    }

    // ----------------------------------------------------------------------------------------------- documents

    private ObjectNode documents() {
        ArrayNode parameters = Inputs.shared(Nodes.array(), "limit", "cursor");
        parameters.add(Inputs.repeated(
                "key",
                "Documents of these keys, in this order; of other parameters only `fields` and `timeout` go with it."));
        lookups().forEach((field, description) -> parameters.add(Inputs.repeated(field, description)));
        Inputs.shared(parameters, "fields", "timeout", "Consistency");
        Inputs.shared(parameters, "If-None-Match", "Last-Event-ID");
        ObjectNode page = FixedSchemas.exactly(
                Nodes.object(
                        "items", FixedSchemas.list(Nodes.component("schemas", item())),
                        "next",
                                ValueSchema.text()
                                        .put("description", "the cursor of the next page; absent on the last"),
                        "missing",
                                FixedSchemas.list(ValueSchema.text())
                                        .put(
                                                "description",
                                                "keys that were asked for, and of which there is no document")),
                "next",
                "missing");
        ObjectNode ok = Answers.ok(
                "A page of documents, in the order of their keys; or all of them, one a line; or as events, with their"
                        + " changes as they happen.",
                Headers.ofPage(),
                Answers.JSON,
                page,
                Answers.LINES,
                lines(),
                Answers.EVENTS,
                events());
        String summary = "Documents of " + name + (plan.indexes().isEmpty() ? "" : ", all or by values");
        return operation("list", summary, parameters, answers.of(ok, 304, 400, 404, 406, 410, 503, 504));
    }

    private static ObjectNode lines() {
        return ValueSchema.text().put("description", "One item, with `key` and `document`, on each line.");
    }

    private static ObjectNode events() {
        return ValueSchema.text()
                .put(
                        "description",
                        "Server-sent events: `reset`, all before is void; `put`, with an item as its data; `delete`, with"
                                + " `key`; `live`, all that there was has been sent.");
    }

    /** What is said of each field by which documents are found. */
    private Map<String, String> lookups() {
        Map<String, String> lookups = new LinkedHashMap<>();
        for (Index index : plan.indexes()) {
            for (String field : index.fields()) {
                List<String> others = index.fields().stream()
                        .filter(each -> !each.equals(field))
                        .toList();
                String with = others.isEmpty()
                        ? "alone"
                        : "together with "
                                + others.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
                lookups.merge(
                        field,
                        "Documents whose `" + field + "` is one of these: " + with,
                        (first, more) -> first + ", or " + with);
            }
        }
        lookups.replaceAll((field, words) -> words + ".");
        return lookups;
    }

    // ----------------------------------------------------------------------------------------------- one document

    private ObjectNode document() {
        ArrayNode parameters = Nodes.array(key.parameters());
        Inputs.shared(parameters, "fields", "timeout", "Consistency");
        Inputs.shared(parameters, "If-None-Match", "Prefer", "Last-Event-ID");
        ObjectNode ok = Answers.ok(
                "The document; or as events, with its changes as they happen.",
                Headers.ofDocument(),
                Answers.JSON,
                Nodes.component("schemas", name),
                Answers.EVENTS,
                events());
        return operation("get", "One document", parameters, answers.of(ok, 304, 400, 404, 406, 503, 504));
    }

    private ObjectNode collection(Map<String, ObjectNode> collections) {
        ArrayNode parameters = Nodes.array(key.parameters());
        ObjectNode field = ValueSchema.text();
        field.set("enum", Nodes.array(collections.keySet()));
        parameters.add(Inputs.inPath("field", "The collection.", field));
        Inputs.shared(parameters, "limit", "cursor", "fields", "timeout", "Consistency", "If-None-Match");
        List<ObjectNode> items = collections.values().stream().distinct().toList();
        ObjectNode item = items.size() == 1 ? items.get(0) : Nodes.object("anyOf", items);
        ObjectNode page = FixedSchemas.exactly(
                Nodes.object("items", FixedSchemas.list(item), "next", ValueSchema.text()), "next");
        ObjectNode ok = Answers.ok(
                "A page of the collection: all of it page by page, whatever its `limit` in the document.",
                Headers.ofPage(),
                Answers.JSON,
                page);
        return operation(
                "collection",
                "A collection in a document",
                parameters,
                answers.of(ok, 304, 400, 404, 406, 410, 503, 504));
    }
}
