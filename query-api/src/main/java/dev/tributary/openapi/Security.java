package dev.tributary.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How callers say who they are.
 *
 * @param schemes OpenAPI's security schemes by name, any of which will do; none when anybody may ask
 */
public record Security(Map<String, ObjectNode> schemes) {
    /** Anybody may ask. */
    public static final Security OFF = new Security(Map.of());

    /** By an API key in a header of its own, or by a key or a token as a bearer's. */
    public static final Security ON = new Security(Map.of(
            "bearer", Nodes.object("type", "http", "scheme", "bearer"),
            "key", Nodes.object("type", "apiKey", "in", "header", "name", "X-API-Key")));

    public Security {
        schemes = Collections.unmodifiableMap(new TreeMap<>(schemes));
    }

    boolean isOn() {
        return !schemes.isEmpty();
    }
}
