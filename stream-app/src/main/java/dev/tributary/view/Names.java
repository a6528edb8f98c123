package dev.tributary.view;

import dev.tributary.config.Nearest;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What names lead to: sources, and the rows of views, which are read when they are first named. */
final class Names {
    private final Map<String, Source> sources;
    private final Set<String> views;
    private final Set<String> identifiers;
    private final Function<String, Optional<Source>> viewRows;
    private final Problems problems;
    private final ViewGraph graph = new ViewGraph();
    /** For each ungrouped view what its rows are made of, one each. */
    private final Map<String, String> bases = new LinkedHashMap<>();

    /**
     * @param sources those that are declared, as they are read
     * @param identifiers the names of all sources and views, as expressions write them
     */
    Names(
            Map<String, Source> sources,
            Set<String> views,
            Set<String> identifiers,
            Function<String, Optional<Source>> viewRows,
            Problems problems) {
        this.sources = sources;
        this.views = views;
        this.identifiers = identifiers;
        this.viewRows = viewRows;
        this.problems = problems;
    }

    /** The names of all sources and views, as expressions write them. */
    Set<String> identifiers() {
        return identifiers;
    }

    ViewGraph graph() {
        return graph;
    }

    /** The source that a view names; empty, with a problem, when there is none, or when it is made of that view. */
    Optional<Source> source(String name, Place place, String inView) {
        if (isView(name)) {
            graph.add(inView, name, place);
        }
        return find(name, place, inView);
    }

    /** The source that a reference leads to; empty, with a problem, when there is none. */
    Optional<Source> target(String name, Place place) {
        return find(name, place, "");
    }

    private Optional<Source> find(String name, Place place, String notMeant) {
        if (isView(name)) {
            return viewRows.apply(name);
        }
        if (!sources.containsKey(name)) {
            Set<String> names = new LinkedHashSet<>(sources.keySet());
            names.addAll(views);
            names.remove(notMeant);
            String hint = Nearest.hint(name, names, "there are");
            problems.error("unknown-source", place, "there is no source or view `" + name + "`", hint);
        }
        return Optional.ofNullable(sources.get(name));
    }

    /** Says that each document of a view is made of one row, so that who references that row references the document. */
    void base(String view, String from) {
        bases.put(view, from);
    }

    /** All names by which references may lead to such a row: its own, and those of what it is made of. */
    List<String> lineage(String name) {
        Set<String> lineage = new LinkedHashSet<>();
        String at = name;
        while (at != null && lineage.add(at)) {
            at = bases.get(at);
        }
        return List.copyOf(lineage);
    }

    /** All sources, and the views that are read already. */
    List<Source> known() {
        List<Source> known = new ArrayList<>(sources.values());
        bases.keySet().forEach(view -> viewRows.apply(view).ifPresent(known::add));
        return known;
    }

    /** Whether there is a source or view of that name. */
    boolean isKnown(String name) {
        return sources.containsKey(name) || views.contains(name);
    }

    /** Whether there is a source or view of that name, or of one that is nearly so. */
    boolean isMeant(String name) {
        return isKnown(name)
                || Nearest.to(name, sources.keySet()).isPresent()
                || Nearest.to(name, views).isPresent();
    }

    /** A name that both have is a problem of its own, told already. */
    private boolean isView(String name) {
        return views.contains(name) && !sources.containsKey(name);
    }
}
