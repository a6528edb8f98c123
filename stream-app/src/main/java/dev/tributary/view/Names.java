package dev.tributary.view;

import dev.tributary.config.Nearest;
import dev.tributary.config.Node;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Mapping;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What names lead to: sources, and the views among which a view may not be yet. */
final class Names {
    private final Map<String, Source> sources;
    private final Set<String> views;
    private final ViewGraph graph;
    private final Problems problems;

    Names(Map<String, Source> sources, Set<String> views, ViewGraph graph, Problems problems) {
        this.sources = sources;
        this.views = views;
        this.graph = graph;
        this.problems = problems;
    }

    Map<String, Source> sources() {
        return sources;
    }

    /** The source that a view names; empty, with a problem, when there is none. */
    Optional<Source> source(String name, Place place, String inView) {
        if (isView(name)) {
            graph.add(inView, name, place);
            return Optional.empty();
        }
        if (!sources.containsKey(name)) {
            unknown(name, place);
        }
        return Optional.ofNullable(sources.get(name));
    }

    /** Whether the references of a source lead to sources, with as many columns as their keys have. */
    void checkReferences(Entry source) {
        if (source.value() instanceof Mapping declared) {
            Optional<Node> references = declared.entry("references").map(Entry::value);
            if (references.isPresent() && references.get() instanceof Mapping mapping) {
                mapping.entries().forEach(this::checkReference);
            }
        }
    }

    private void checkReference(Entry reference) {
        ColumnList columns = ColumnList.of(reference.key());
        for (Scalar target : Section.scalars(reference.value(), "reference", problems)) {
            String name = target.text();
            Source source = sources.get(name);
            if (isView(name)) {
                String message = "`" + name + "` is a view; references to views are not in this version";
                problems.error("not-yet", target.place(), message, "refer to a source");
            } else if (source == null) {
                unknown(name, target.place());
            } else if (!source.key().isEmpty()
                    && source.key().size() != columns.names().size()) {
                arity(reference, columns, source);
            }
        }
    }

    private void arity(Entry reference, ColumnList columns, Source target) {
        String message = "a reference of " + count(columns.names().size()) + " to " + target.name() + ", whose key has "
                + count(target.key().size());
        String hint = target.key().size() == 1
                ? "name one column, for " + Nearest.list(target.key())
                : "name a column for each of " + Nearest.list(target.key()) + ", in this order: `\"a, b\": …`";
        problems.error("reference-arity", reference.key().place(), message, hint);
    }

    private static String count(int columns) {
        return columns == 1 ? "1 column" : columns + " columns";
    }

    /** A name that both have is a problem of its own, told already. */
    private boolean isView(String name) {
        return views.contains(name) && !sources.containsKey(name);
    }

    private void unknown(String name, Place place) {
        String hint = Nearest.hint(name, sources.keySet(), "there are");
        problems.error("unknown-source", place, "there is no source `" + name + "`", hint);
    }
}
