package dev.tributary.view;

import dev.tributary.config.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of an object, and what its members are.
 *
 * @param shown by name, in order; empty when the fields are all columns
 * @param places by name, where the file says so
 */
record Contents(Fields fields, Map<String, Shown> shown, Map<String, Place> places) {
    static final Contents ALL = new Contents(Fields.ALL, Map.of(), Map.of());

    Contents {
        shown = Collections.unmodifiableMap(new LinkedHashMap<>(shown));
        places = Map.copyOf(places);
    }

    /** Whether the whole object is known as soon as its row is. */
    boolean withRow() {
        return shown.values().stream().allMatch(Shown::withRow);
    }
}
