package dev.tributary.oracle;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the oracle understands of a view file: sources, their keys and references, and views with their fields. */
public record ViewFile(Map<String, Source> sources, Map<String, View> views) {

    /** Reads a file; what it does not understand is refused, so that nothing is silently left out of the truth. */
    public static ViewFile read(Path viewsYaml) {
        return parse(Yaml.file(viewsYaml));
    }

    /** The same from text. */
    public static ViewFile ofText(String yaml) {
        return parse(Yaml.map(Yaml.text(yaml), "views"));
    }

    private static ViewFile parse(Map<String, ?> file) {
        Map<String, Source> sources = new LinkedHashMap<>();
        Yaml.map(file.get("sources"), "sources")
                .forEach((name, body) -> sources.put(name, ViewReader.source(name, Yaml.map(body, name))));
        ViewReader reader = new ViewReader(sources);
        Map<String, View> views = new LinkedHashMap<>();
        Yaml.map(file.get("views"), "views")
                .forEach((name, body) -> views.put(name, reader.view(name, Yaml.map(body, name))));
        return new ViewFile(sources, views);
    }

    /** The source of that name, which must be declared. */
    public Source source(String name) {
        Source source = sources.get(name);
        if (source == null) {
            throw new IllegalArgumentException("no source " + name + " among " + sources.keySet());
        }
        return source;
    }

    /**
     * A source.
     *
     * @param types the declared type of a column, as written
     */
    public record Source(
            String name, String topic, List<String> key, List<Reference> references, Map<String, String> types) {}

    /** A foreign key: columns in the order of the targets' key. */
    public record Reference(List<String> columns, List<String> targets) {}

    /**
     * A view.
     *
     * @param fields empty when the file lists none: all columns
     */
    record View(String name, String from, Optional<Where> where, Optional<List<Field>> fields) {}

    /** A member of an object. */
    sealed interface Field {
        String name();
    }

    /** A column, maybe under another name. */
    record Column(String name, String column) implements Field {}

    /** Related rows, as one object or as an array. */
    record Related(
            String name,
            boolean one,
            List<Hop> path,
            boolean required,
            List<Order> orderBy,
            OptionalInt limit,
            Optional<List<Field>> fields)
            implements Field {}

    /**
     * A step along a reference.
     *
     * @param up whether the row stepped from holds the foreign key; otherwise the rows reached hold it
     * @param columns the foreign key's columns
     */
    record Hop(String from, String source, boolean up, List<String> columns) {}

    /**
     * A criterion of an order.
     *
     * @param step which row of the path has the column
     */
    record Order(int step, String column, boolean descending) {}
}
