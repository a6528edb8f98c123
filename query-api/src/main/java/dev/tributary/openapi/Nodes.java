package dev.tributary.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;

/** Makes JSON trees. */
final class Nodes {
    private static final JsonNodeFactory NEW = JsonNodeFactory.instance;

    private Nodes() {}

    /** An object of these members, in this order: names and values in turn. */
    static ObjectNode object(Object... members) {
        ObjectNode object = NEW.objectNode();
        for (int i = 0; i < members.length; i += 2) {
            object.set((String) members[i], node(members[i + 1]));
        }
        return object;
    }

    static ArrayNode array(Object... items) {
        return array(List.of(items));
    }

    static ArrayNode array(Collection<?> items) {
        ArrayNode array = NEW.arrayNode();
        items.forEach(item -> array.add(node(item)));
        return array;
    }

    private static JsonNode node(Object value) {
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof Collection<?> items) {
            return array(items);
        }
        if (value instanceof Integer number) {
            return NEW.numberNode(number);
        }
        if (value instanceof Boolean truth) {
            return NEW.booleanNode(truth);
        }
        return NEW.textNode((String) value);
    }

    /** What stands elsewhere in the document: a component of a kind. */
    static ObjectNode component(String kind, String name) {
        return object("$ref", "#/components/" + kind + "/" + name);
    }
}
