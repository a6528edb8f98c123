package dev.tributary.oracle;

import dev.tributary.oracle.ViewFile.Column;
import dev.tributary.oracle.ViewFile.ColumnOf;
import dev.tributary.oracle.ViewFile.Computed;
import dev.tributary.oracle.ViewFile.Field;
import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Order;
import dev.tributary.oracle.ViewFile.Related;
import dev.tributary.oracle.ViewFile.Verb;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of objects, at any depth. */
final class FieldsReader {
    private final Relations relations;
    private final String view;

    FieldsReader(Relations relations, String view) {
        this.relations = relations;
        this.view = view;
    }

    /**
     * The members of an object.
     *
     * @param from what its row is a row of
     * @param group whether it is a group of those rows
     * @param path how the row was reached
     */
    Optional<List<Field>> fields(String from, boolean group, List<Hop> path, @Nullable Object list) {
        if (list == null) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        for (Object item : Yaml.list(list, view)) {
            if (item instanceof String column) {
                fields.add(new Column(column, new ColumnOf(ColumnOf.OWN, column)));
            } else if (isFlatten(item)) {
                fields.add(related(from, group, "", Yaml.map(item, view)));
            } else {
                Yaml.map(item, view)
                        .forEach((name, body) -> fields.add(field(from, group, path, name, Yaml.map(body, name))));
            }
        }
        Known.checkExpressions(fields);
        return Optional.of(fields);
    }

    /** A field may be called flatten, but then what follows is no name. */
    static boolean isFlatten(@Nullable Object item) {
        return item instanceof Map<?, ?> body && body.get("flatten") instanceof String;
    }

    private Field field(String from, boolean group, List<Hop> path, String name, Map<String, @Nullable Object> body) {
        if (body.containsKey("column")) {
            SourceReader.checkKeys(body, Set.of("column"), name);
            return new Column(name, columnOf(Yaml.text(body.get("column"), name), path));
        }
        if (body.containsKey("expr")) {
            SourceReader.checkKeys(body, Set.of("expr"), name);
            return new Computed(name, Expression.parse(Yaml.text(body.get("expr"), name)));
        }
        return related(from, group, name, body);
    }

    private Related related(String from, boolean group, String name, Map<String, @Nullable Object> body) {
        Verb verb = verb(name, body);
        List<String> names = names(body.get("through"));
        names.addAll(names(body.get(verb.word())));
        Optional<String> column = Optional.empty();
        if (verb.ofColumn() && !body.containsKey("of")) {
            column = Optional.of(names.remove(names.size() - 1));
        }
        List<List<String>> via = via(body.get("via"));
        List<Hop> path = relations.resolve(from, group, names, via, verb.single());
        String to = path.get(path.size() - 1).to();
        boolean columns = verb == Verb.FLATTEN && !body.containsKey("fields");
        Optional<List<Field>> fields = fields(to, false, path, columns ? declared(to) : body.get("fields"));
        Related related = new Related(
                name,
                verb,
                path,
                column,
                SourceReader.expression(body.get("of"), name),
                SourceReader.expression(body.get("where"), name),
                Boolean.TRUE.equals(body.get("required")),
                orderBy(body.get("order_by"), path, fields.orElse(List.of())),
                Boolean.TRUE.equals(body.get("distinct")),
                Optional.ofNullable(body.get("by")).map(by -> columnOf(Yaml.text(by, name), path)),
                limit(body.get("limit")),
                fields);
        Known.check(related, relations);
        return related;
    }

    /** Nobody could tell which members these are if the columns were not declared. */
    private List<String> declared(String name) {
        List<String> columns = relations.columns(name);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("flatten of " + name + " needs fields");
        }
        return columns;
    }

    private static Verb verb(String name, Map<String, ?> body) {
        List<Verb> verbs = Arrays.stream(Verb.values())
                .filter(verb -> body.containsKey(verb.word()))
                .toList();
        if (verbs.size() != 1) {
            throw new IllegalArgumentException(name + " needs one verb, found " + verbs);
        }
        Verb verb = verbs.get(0);
        Set<String> keys = new HashSet<>(verb.modifiers());
        keys.addAll(Set.of(verb.word(), "via", "through"));
        SourceReader.checkKeys(body, keys, name);
        return verb;
    }

    private List<String> names(@Nullable Object path) {
        return path == null
                ? new ArrayList<>()
                : new ArrayList<>(Arrays.asList(Yaml.text(path, view).split("\\.", -1)));
    }

    /** For each step the columns of its foreign key; none where any will do. */
    private List<List<String>> via(@Nullable Object value) {
        List<@Nullable Object> steps = value instanceof List<?> ? Yaml.list(value, view) : Arrays.asList(value);
        return value == null
                ? List.of()
                : steps.stream()
                        .map(step -> step == null ? List.<String>of() : SourceReader.split(Yaml.text(step, view)))
                        .toList();
    }

    /** A dot is only between a row passed on the way and its column. */
    private static ColumnOf columnOf(String text, List<Hop> path) {
        int dot = text.indexOf('.');
        int step = dot < 0 ? ColumnOf.OWN : Relations.step(path, text.substring(0, dot));
        return step == ColumnOf.OWN ? new ColumnOf(step, text) : new ColumnOf(step, text.substring(dot + 1));
    }

    private List<Order> orderBy(@Nullable Object value, List<Hop> path, List<Field> fields) {
        List<Order> orders = new ArrayList<>();
        for (String text : value == null ? List.<String>of() : Yaml.texts(value, view)) {
            boolean descending = text.startsWith("-");
            String name = descending ? text.substring(1) : text;
            boolean computed = fields.stream()
                    .anyMatch(field -> field instanceof Computed && field.name().equals(name));
            if (computed) {
                Known.checkKnown(List.of(name), fields, "order_by");
            }
            orders.add(new Order(columnOf(name, path), computed, descending));
        }
        return orders;
    }

    private static OptionalInt limit(@Nullable Object value) {
        return value instanceof BigDecimal number ? OptionalInt.of(number.intValueExact()) : OptionalInt.empty();
    }
}
