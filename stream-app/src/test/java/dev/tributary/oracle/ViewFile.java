package dev.tributary.oracle;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the oracle understands of a view file: sources, their keys and references, and views with their fields. */
public record ViewFile(Map<String, Source> sources, Map<String, View> views, Relations relations) {

    /** Reads a file; what it does not understand is refused, so that nothing is silently left out of the truth. */
    public static ViewFile read(Path viewsYaml) {
        return parse(Yaml.file(viewsYaml));
    }

    /** The same from text. */
    public static ViewFile ofText(String yaml) {
        return parse(Yaml.map(Yaml.text(yaml), "views"));
    }

    private static ViewFile parse(Map<String, @Nullable Object> file) {
        Map<String, Source> sources = new LinkedHashMap<>();
        Yaml.map(file.get("sources"), "sources")
                .forEach((name, body) -> sources.put(name, SourceReader.source(name, Yaml.map(body, name))));
        Map<String, @Nullable Object> bodies = Yaml.mapOrEmpty(file.get("views"), "views");
        Relations relations = new Relations(sources, ViewReader.heads(bodies));
        ViewReader reader = new ViewReader(relations);
        Map<String, View> views = new LinkedHashMap<>();
        bodies.forEach((name, body) -> views.put(name, reader.view(name, Yaml.map(body, name))));
        return new ViewFile(sources, views, relations);
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
     * @param events whether each record is a row of its own
     * @param key may be empty for events
     * @param types the declared type of a column, as written
     * @param columns the declared columns; empty when they are not declared
     */
    public record Source(
            String name,
            String topic,
            boolean events,
            List<String> key,
            Optional<Expression> where,
            List<Reference> references,
            Map<String, String> types,
            List<String> columns) {}

    /** A foreign key: columns in the order of the targets' key. */
    public record Reference(List<String> columns, List<String> targets) {}

    /**
     * A view.
     *
     * @param groupBy empty when there is a document for each row of {@code from}
     * @param index the names of fields by which documents are looked up
     * @param fields empty when the file lists none: all columns
     */
    record View(
            String name,
            String from,
            Map<String, Expression> groupBy,
            Optional<Expression> where,
            List<List<String>> index,
            Optional<List<Field>> fields) {
        boolean grouped() {
            return !groupBy.isEmpty();
        }
    }

    /** A member of an object, or several. */
    sealed interface Field {
        /** Of a {@code flatten}, which puts several members into the object, empty. */
        String name();
    }

    /** A column of the object's row or of a row passed on the way to it, maybe under another name. */
    record Column(String name, ColumnOf column) implements Field {}

    /** A computed member. */
    record Computed(String name, Expression expression) implements Field {}

    /**
     * Related rows: as one object, as an array, as members of this object, or as one number.
     *
     * @param column what {@code pluck} and the aggregates take of each row, unless they have {@code of}
     */
    record Related(
            String name,
            Verb verb,
            List<Hop> path,
            Optional<String> column,
            Optional<Expression> of,
            Optional<Expression> where,
            boolean required,
            List<Order> orderBy,
            boolean distinct,
            Optional<ColumnOf> by,
            OptionalInt limit,
            Optional<List<Field>> fields)
            implements Field {
        /** Whether it is just the row that references lead to. */
        boolean isLookup() {
            return path.stream().allMatch(hop -> hop.kind() == Hop.Kind.UP);
        }

        String source() {
            return path.get(path.size() - 1).to();
        }
    }

    /** What is made of related rows, and the modifiers that go with it. */
    enum Verb {
        ONE,
        FLATTEN,
        MANY,
        PLUCK,
        COUNT,
        SUM,
        AVG,
        MIN,
        MAX,
        COUNT_DISTINCT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        Set<String> modifiers() {
            return switch (this) {
                case ONE, FLATTEN -> Set.of("where", "required", "order_by", "fields");
                case MANY -> Set.of("where", "order_by", "limit", "by", "distinct", "fields");
                case PLUCK -> Set.of("where", "order_by", "limit", "by", "distinct");
                case COUNT -> Set.of("where", "distinct");
                default -> Set.of("where", "of");
            };
        }

        /** Whether it prefers this row's references to those to this row. */
        boolean single() {
            return this == ONE || this == FLATTEN;
        }

        boolean aggregate() {
            return !single() && this != MANY && this != PLUCK;
        }

        /** Whether the last part of its path is a column. */
        boolean ofColumn() {
            return this == PLUCK || (aggregate() && this != COUNT);
        }
    }

    /**
     * A step of a path.
     *
     * @param columns the foreign key's columns; none to the rows of a group
     */
    record Hop(String from, String to, Kind kind, List<String> columns) {
        enum Kind {
            /** The row stepped from holds the foreign key. */
            UP,
            /** The rows reached hold it. */
            DOWN,
            /** From a group to its rows. */
            MEMBERS
        }
    }

    /**
     * A column of one of the rows on a path.
     *
     * @param step which one, or {@link #OWN} for the last
     */
    record ColumnOf(int step, String column) {
        static final int OWN = -1;

        boolean own() {
            return step == OWN;
        }
    }

    /**
     * A criterion of an order.
     *
     * @param computed whether it is a computed member of the object, not a column
     */
    record Order(ColumnOf column, boolean computed, boolean descending) {}
}
