package dev.tributary.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How callers say who they are.
 *
 * @param schemes OpenAPI's security schemes by name, any of which will do; none when anybody may ask
 */
public record Security(Map<String, ObjectNode> schemes) {
    /** Anybody may ask. */
    public static final Security OFF = new Security(Map.of());

    public Security {
        schemes = Collections.unmodifiableMap(new LinkedHashMap<>(schemes));
    }

    boolean isOn() {
        return !schemes.isEmpty();
    }
}
