package dev.tributary.oracle;

import dev.tributary.oracle.Expression.Use;
import dev.tributary.oracle.Relations.Head;
import dev.tributary.oracle.ViewFile.Column;
import dev.tributary.oracle.ViewFile.ColumnOf;
import dev.tributary.oracle.ViewFile.Computed;
import dev.tributary.oracle.ViewFile.Field;
import dev.tributary.oracle.ViewFile.Hop;
import dev.tributary.oracle.ViewFile.Reference;
import dev.tributary.oracle.ViewFile.Related;
import dev.tributary.oracle.ViewFile.Source;
import dev.tributary.oracle.ViewFile.Verb;
import dev.tributary.oracle.ViewFile.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which columns of its sources a view file touches, and what it does with them: so that made-up rows fit it. */
final class ColumnUse {
    /** Where a view shows all columns, there should be one that nothing else mentions. */
    private static final String UNMENTIONED = "note";

    private final ViewFile file;
    private final Map<String, Set<String>> columns = new LinkedHashMap<>();
    private final Map<String, List<Reference>> references = new LinkedHashMap<>();
    private final Map<At, List<@Nullable Object>> literals = new LinkedHashMap<>();
    private final Set<At> added = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    /** A column of a source or view. */
    private record At(String of, String column) {}

    /** Where an expression stands: the row's kind, the rows passed on the way to it, the members of its object. */
    private record Place(String of, List<Hop> path, List<Field> fields) {}

    private ColumnUse(ViewFile file) {
        this.file = file;
    }

    static ColumnUse of(ViewFile file) {
        ColumnUse use = new ColumnUse(file);
        for (Source source : file.sources().values()) {
            Set<String> names = use.of(source.name());
            names.addAll(source.key());
            use.references(source.name()).addAll(source.references());
            names.addAll(source.types().keySet());
            names.addAll(source.columns());
            source.where().ifPresent(where -> use.expression(new Place(source.name(), List.of(), List.of()), where));
        }
        file.views().values().forEach(use::addView);
        use.references.forEach(
                (source, all) -> all.forEach(each -> use.of(source).addAll(each.columns())));
        return use;
    }

    /** The columns of a source: key, references, typed ones, and all that a view names. */
    Set<String> of(String source) {
        return columns.computeIfAbsent(source, name -> new LinkedHashSet<>());
    }

    /** The references that start from a source's columns, also where a view of it declares them. */
    List<Reference> references(String source) {
        return references.computeIfAbsent(source, name -> new ArrayList<>());
    }

    /** What a column is compared with; empty when it is in no condition. */
    List<@Nullable Object> literals(String source, String column) {
        return literals.getOrDefault(new At(source, column), List.of());
    }

    /** Whether any view is from the source, or reaches it. */
    boolean isUsed(String source) {
        return used.contains(source);
    }

    /** Whether the column's values are added up. */
    boolean isAdded(String source, String column) {
        return added.contains(new At(source, column));
    }

    /** Columns that are keys or lead to keys: their values must meet. */
    boolean isKey(Source source, String column) {
        return source.key().contains(column) || refers(source, column);
    }

    /** Whether the column is part of a foreign key. */
    boolean refers(Source source, String column) {
        return references(source.name()).stream()
                .anyMatch(reference -> reference.columns().contains(column));
    }

    /** Whether a reference leads to the source. */
    boolean isReferred(Source source) {
        return file.sources().values().stream()
                .flatMap(other -> other.references().stream())
                .anyMatch(reference -> reference.targets().contains(source.name()));
    }

    private void addView(View view) {
        used.add(view.from());
        Place from = new Place(view.from(), List.of(), List.of());
        view.groupBy().values().forEach(group -> expression(from, group));
        Place root = new Place(view.name(), List.of(), List.of());
        if (!view.grouped()) {
            root = new Place(view.from(), List.of(), view.fields().orElse(List.of()));
            object(view.from(), List.of(), view.fields());
        } else {
            relations(view.fields().orElse(List.of()));
        }
        Place here = root;
        view.where().ifPresent(where -> expression(here, where));
        for (Reference reference :
                file.relations().view(view.name()).map(Head::own).orElse(List.of())) {
            addReference(view, reference);
        }
    }

    private void addReference(View view, Reference reference) {
        List<At> bases = new ArrayList<>();
        reference.columns().forEach(column -> base(new At(view.name(), column)).ifPresent(bases::add));
        boolean together = bases.stream().map(At::of).distinct().count() == 1;
        if (together && bases.size() == reference.columns().size()) {
            references(bases.get(0).of)
                    .add(new Reference(bases.stream().map(At::column).toList(), reference.targets()));
        }
    }

    private void object(String of, List<Hop> path, Optional<List<Field>> all) {
        if (all.isEmpty()) {
            add(new At(of, UNMENTIONED));
        }
        List<Field> fields = all.orElse(List.of());
        Place place = new Place(of, path, fields);
        for (Field field : fields) {
            if (field instanceof Column column) {
                add(at(place, column.column()));
            } else if (field instanceof Computed computed) {
                expression(place, computed.expression());
            }
        }
        relations(fields);
    }

    private void relations(List<Field> fields) {
        for (Field field : fields) {
            if (field instanceof Related related) {
                related(related);
            }
        }
    }

    private void related(Related related) {
        related.path().forEach(hop -> used.add(hop.to()));
        Place place =
                new Place(related.source(), related.path(), related.fields().orElse(List.of()));
        related.column().ifPresent(column -> {
            add(new At(place.of, column));
            if (related.verb() == Verb.SUM || related.verb() == Verb.AVG) {
                base(new At(place.of, column)).ifPresent(added::add);
            }
        });
        related.of().ifPresent(of -> expression(place, of));
        related.where().ifPresent(where -> expression(place, where));
        related.by().ifPresent(by -> add(at(place, by)));
        related.orderBy().stream().filter(order -> !order.computed()).forEach(order -> add(at(place, order.column())));
        boolean columnsOnly = related.verb().aggregate() || related.verb() == Verb.PLUCK;
        object(related.source(), related.path(), columnsOnly ? Optional.of(List.of()) : related.fields());
    }

    private void expression(Place place, Expression expression) {
        expression.uses().forEach(use -> at(place, use).ifPresent(this::add));
        expression
                .compared()
                .forEach(compared -> at(place, compared.use())
                        .flatMap(this::base)
                        .ifPresent(base -> literals.computeIfAbsent(base, each -> new ArrayList<>())
                                .add(compared.literal())));
    }

    private static At at(Place place, ColumnOf column) {
        return column.own()
                ? new At(place.of, column.column())
                : new At(place.path.get(column.step()).to(), column.column());
    }

    /** The column that an expression means, if it is one. */
    private static Optional<At> at(Place place, Use use) {
        if ("row".equals(use.object())) {
            return Optional.of(new At(place.of, use.name()));
        }
        String name = use.object() == null ? use.name() : use.object();
        for (Field field : place.fields) {
            if (field.name().equals(name)) {
                return member(place, field, use);
            }
        }
        Integer step = Relations.stepInExpression(place.path, name);
        if (step != null) {
            return Optional.of(new At(place.path.get(step).to(), use.name()));
        }
        return use.object() != null || name.equals("row") ? Optional.empty() : Optional.of(new At(place.of, name));
    }

    private static Optional<At> member(Place place, Field field, Use use) {
        if (field instanceof Column column && use.object() == null) {
            return Optional.of(at(place, column.column()));
        }
        return field instanceof Related related && related.verb() == Verb.ONE && use.object() != null
                ? at(
                        new Place(
                                related.source(),
                                related.path(),
                                related.fields().orElse(List.of())),
                        new Use(null, use.name()))
                : Optional.empty();
    }

    private void add(At at) {
        base(at).ifPresent(base -> of(base.of).add(base.column));
    }

    /** The column of a source that shows as this one, if there is one. */
    private Optional<At> base(At at) {
        View view = file.views().get(at.of);
        if (view == null) {
            return Optional.of(at);
        }
        Expression group = view.groupBy().get(at.column);
        if (view.grouped() || view.fields().isEmpty()) {
            boolean plain =
                    !view.grouped() || (group != null && group.toString().matches("\\w+"));
            String column = group == null ? at.column : group.toString();
            return plain ? base(new At(view.from(), column)) : Optional.empty();
        }
        return view.fields().get().stream()
                .filter(field -> field.name().equals(at.column))
                .findFirst()
                .flatMap(field -> field instanceof Column column
                        ? base(new At(view.from(), column.column().column()))
                        : Optional.empty());
    }
}
