package dev.tributary.view;

import dev.tributary.config.Node;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Node.Sequence;
import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.config.Section;
import dev.tributary.view.Field.Cardinality;
import dev.tributary.view.Step.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a field of related rows. */
final class RelatedReader {
    private static final List<String> ONE_KEYS = List.of("one", "through", "via", "required", "order_by", "fields");
    private static final List<String> MANY_KEYS = List.of("many", "through", "via", "order_by", "limit", "fields");
    private static final List<String> ONE_LATER = List.of("where");
    private static final List<String> MANY_LATER = List.of("where", "by", "distinct");

    private final Names names;
    private final ColumnUses uses;
    private final FieldsReader fields;
    private final Problems problems;

    RelatedReader(Names names, ColumnUses uses, FieldsReader fields, Problems problems) {
        this.names = names;
        this.uses = uses;
        this.fields = fields;
        this.problems = problems;
    }

    Optional<Field> read(Entry field, Section section, Cardinality cardinality, Row row) {
        boolean one = cardinality == Cardinality.ONE;
        section.only(one ? ONE_KEYS : MANY_KEYS, one ? ONE_LATER : MANY_LATER);
        List<PathPart> path = path(section, one ? "one" : "many", row);
        List<Step> steps = steps(section, path, cardinality, row);
        List<Order> orderBy = orderBy(section, path);
        boolean required = one && section.flag("required").orElse(false);
        OptionalInt limit = one ? OptionalInt.empty() : section.integer("limit", 1, Integer.MAX_VALUE);
        Optional<Source> last =
                path.isEmpty() ? Optional.empty() : path.get(path.size() - 1).source();
        boolean ownRow = steps.stream().anyMatch(step -> step.direction() == Direction.DOWN);
        if (required && ownRow && row.optional()) {
            requiredInOptional(section);
        }
        boolean optional = !ownRow && (row.optional() || !required);
        Fields nested = fields.read(section.entry("fields"), new Row(row.view(), last, optional));
        return Optional.of(new Field.Related(field.name(), cardinality, steps, required, orderBy, limit, nested));
    }

    /** Whether there is such a row is known only when a document is read, too late to leave out the object around it. */
    private void requiredInOptional(Section section) {
        String message = "`required` here leaves out the object around it, not a row; it is not in this version where "
                + "rows are found by references to that object's";
        String hint = "make the object around it `required: true` as well";
        section.entry("required")
                .ifPresent(entry -> problems.error("not-yet", entry.key().place(), message, hint));
    }

    /** None, when the file does not say enough, or what it says is wrong elsewhere already. */
    private List<Step> steps(Section section, List<PathPart> path, Cardinality cardinality, Row row) {
        Optional<List<Via>> via = via(section, path);
        boolean known = path.stream().allMatch(part -> part.source().isPresent());
        if (row.source().isEmpty() || via.isEmpty() || !known) {
            return List.of();
        }
        return new RelationResolver(names.sources(), cardinality, problems)
                .resolve(row.source().get(), path, via.get());
    }

    /** The sources on the way, those of {@code through} first. */
    private List<PathPart> path(Section section, String verb, Row row) {
        List<PathPart> path = new ArrayList<>();
        section.scalar("through").ifPresent(through -> addParts(through, row, path));
        section.scalar(verb).ifPresent(to -> addParts(to, row, path));
        return path;
    }

    private void addParts(Scalar written, Row row, List<PathPart> path) {
        int start = 0;
        for (String name : written.text().split("\\.", -1)) {
            Place place = written.part(start, name.length());
            path.add(new PathPart(name, place, names.source(name, place, row.view())));
            start += name.length() + 1;
        }
    }

    /** For each step the columns of the wanted foreign key; empty, with a problem, when these are not as many. */
    private Optional<List<Via>> via(Section section, List<PathPart> path) {
        Optional<Node> written = section.entry("via").map(Entry::value);
        if (written.isEmpty()) {
            return Optional.of(path.stream().map(part -> Via.ANY).toList());
        }
        List<Via> via = written.get() instanceof Sequence list && !isOneKey(list, path)
                ? list.items().stream().map(this::viaEntry).toList()
                : List.of(viaEntry(written.get()));
        if (via.size() == path.size() || path.isEmpty()) {
            return Optional.of(via);
        }
        String way = String.join(".", path.stream().map(PathPart::name).toList());
        String message = "`via` has " + via.size() + (via.size() == 1 ? " entry" : " entries") + ", but the way `" + way
                + "` has " + path.size() + (path.size() == 1 ? " step" : " steps");
        String hint = "give one entry per step; `null` where any foreign key will do";
        problems.error("via-count", written.get().place(), message, hint);
        return Optional.empty();
    }

    /** For a single step, a list of several columns can only be one composite key. */
    private static boolean isOneKey(Sequence list, List<PathPart> path) {
        return path.size() == 1 && list.items().size() > 1;
    }

    private Via viaEntry(Node node) {
        if (node instanceof Scalar scalar) {
            return scalar.value() == null
                    ? Via.ANY
                    : new Via(ColumnList.of(scalar).names(), scalar.place());
        }
        List<String> columns = Section.scalars(node, "`via`", problems).stream()
                .map(Scalar::text)
                .toList();
        return new Via(columns, node.place());
    }

    private List<Order> orderBy(Section section, List<PathPart> path) {
        List<Order> orderBy = new ArrayList<>();
        for (Scalar criterion : section.scalars("order_by")) {
            boolean descending = criterion.text().startsWith("-");
            String term = descending ? criterion.text().substring(1) : criterion.text();
            int dot = term.indexOf('.');
            int step = dot < 0 ? path.size() - 1 : step(term.substring(0, dot), criterion, path);
            String column = term.substring(dot + 1);
            if (step >= 0) {
                Place place = criterion.part(criterion.text().length() - column.length(), column.length());
                path.get(step).source().ifPresent(source -> uses.add(source.name(), column, place));
                orderBy.add(new Order(step, column, descending));
            }
        }
        return orderBy;
    }

    /** The first of that name: the last one, if it has the same, needs no name. */
    private int step(String name, Scalar criterion, List<PathPart> path) {
        List<String> way = path.stream().map(PathPart::name).toList();
        if (!way.contains(name)) {
            String message = "`order_by`: `" + name + "` is not on the way to these rows";
            String hint = "the way is `" + String.join(".", way) + "`";
            problems.error("unknown-step", criterion.place(), message, hint);
        }
        return way.indexOf(name);
    }
}
