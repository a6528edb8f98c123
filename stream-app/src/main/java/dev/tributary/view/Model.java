package dev.tributary.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that the view files of a service declare, checked and resolved, in the order of the files. Immutable.
 *
 * @param viewRows each view's documents as rows for other views: of kind {@link Source.Kind#VIEW}
 */
public record Model(Map<String, Source> sources, Map<String, View> views, Map<String, Source> viewRows) {
    public Model {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        views = Collections.unmodifiableMap(new LinkedHashMap<>(views));
        viewRows = Collections.unmodifiableMap(new LinkedHashMap<>(viewRows));
    }

    /** The source, or the view's rows, of that name; it must exist: the loader has checked every name. */
    public Source source(String name) {
        Source source = sources.getOrDefault(name, viewRows.get(name));
        if (source == null) {
            throw new IllegalArgumentException("no source " + name + " among " + sources.keySet());
        }
        return source;
    }

    /** The view of that name; it must exist. */
    public View view(String name) {
        View view = views.get(name);
        if (view == null) {
            throw new IllegalArgumentException("no view " + name + " among " + views.keySet());
        }
        return view;
    }
}
