package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.config.Node;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Node.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What pieces of a YAML file mean as values of a row and as JSON. */
final class YamlValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private YamlValues() {}

    static @Nullable Object value(Node node) {
        if (node instanceof Mapping mapping) {
            return members(mapping);
        }
        if (node instanceof Sequence sequence) {
            List<@Nullable Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(value(item)));
            return items;
        }
        return ((Scalar) node).value();
    }

    static Map<String, @Nullable Object> members(Mapping mapping) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            members.put(entry.name(), value(entry.value()));
        }
        return members;
    }

    static JsonNode json(Node node) {
        if (node instanceof Mapping mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.name(), json(entry.value())));
            return object;
        }
        if (node instanceof Sequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        return json(((Scalar) node).value());
    }

    /** An infinity is no JSON, and equals no document's value: it stays a text that says so. */
    private static JsonNode json(@Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        }
        if (value instanceof BigInteger integer) {
            return JSON.numberNode(integer);
        }
        return value instanceof BigDecimal decimal ? JSON.numberNode(decimal) : JSON.textNode(value.toString());
    }
}
