package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.config.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document that is expected, or its absence.
 *
 * @param key its text in the HTTP API
 * @param document null when there must be none
 * @param place where the case says so
 */
public record Expectation(String view, String key, @Nullable JsonNode document, Place place) {

    /** Whether this document is it: numbers by value, members in any order, arrays in order. */
    public boolean holds(Optional<JsonNode> actual) {
        return PrettyJson.lines(document).equals(PrettyJson.lines(actual.orElse(null)));
    }
}
