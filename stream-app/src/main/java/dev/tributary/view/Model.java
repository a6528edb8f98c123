package dev.tributary.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that the view files of a service declare, checked and resolved, in the order of the files. Immutable. */
public record Model(Map<String, Source> sources, Map<String, View> views) {
    public Model {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        views = Collections.unmodifiableMap(new LinkedHashMap<>(views));
    }

    /** The source of that name; it must exist: the loader has checked every name. */
    public Source source(String name) {
        Source source = sources.get(name);
        if (source == null) {
            throw new IllegalArgumentException("no source " + name + " among " + sources.keySet());
        }
        return source;
    }
}
