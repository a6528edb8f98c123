package dev.tributary.view;

import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import dev.tributary.expression.Expression.Input;
import dev.tributary.expression.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What names mean in an expression about a row: a field, else one of the rows passed on the way, else a column. {@code row}
 * is always the row.
 */
final class NameScope implements Scope {
    private static final String ROW = "row";

    /** Which fields an expression may use. */
    enum Sees {
        /** All of them. */
        DOCUMENT,
        /** Those with a single value. */
        OBJECT,
        /** Those that are known as soon as the row is. */
        ROW
    }

    private final String what;
    private final Row row;
    private final Map<String, Shown> fields;
    private final Sees sees;
    private final Set<String> sources;
    private final ColumnUses uses;
    private final Problems problems;

    NameScope(String what, Row row, Map<String, Shown> fields, Sees sees, Context context) {
        this.what = what;
        this.row = row;
        this.fields = fields;
        this.sees = sees;
        this.sources = context.names().identifiers();
        this.uses = context.uses();
        this.problems = context.problems();
    }

    /** What an input stands for. */
    Operand operand(Input input) {
        int step = step(input.name());
        if (step == Row.NONE) {
            return fields.containsKey(input.name())
                    ? new Operand.Member(input.name())
                    : Operand.Column.own(input.name());
        }
        return input.member()
                .<Operand>map(column -> new Operand.Column(step, column))
                .orElseGet(() -> new Operand.Whole(step));
    }

    @Override
    public Optional<Kind> kind(String name) {
        if (step(name) != Row.NONE) {
            return Optional.of(Kind.ROW);
        }
        return fields.containsKey(name) || isColumn(name) ? Optional.of(Kind.VALUE) : Optional.empty();
    }

    /** The name of a source whose rows cannot be seen here is a mistake, not one of the columns that are not declared. */
    private boolean isColumn(String name) {
        if (row.source().isEmpty()) {
            return true;
        }
        Source source = row.source().get();
        return source.mentioned().contains(name) || (source.columns().isEmpty() && !sources.contains(name));
    }

    /** A field hides a row of its name; a column that the file knows hides only the name of its own source. */
    private int step(String name) {
        if (name.equals(ROW)) {
            return Operand.OWN;
        }
        if (fields.containsKey(name)) {
            return Row.NONE;
        }
        List<PathPart> path = row.path();
        for (int i = 0; i < path.size() - 1; i++) {
            if (path.get(i).identifier().equals(name)) {
                return i;
            }
        }
        boolean own = !path.isEmpty() && path.get(path.size() - 1).identifier().equals(name);
        return own
                        && !row.source()
                                .map(source -> source.mentioned().contains(name))
                                .orElse(false)
                ? Operand.OWN
                : Row.NONE;
    }

    @Override
    public boolean hasColumn(String name, String column) {
        return declared(row.at(step(name)))
                .map(columns -> columns.contains(column))
                .orElse(true);
    }

    private static Optional<List<String>> declared(Optional<Source> source) {
        return source.flatMap(Source::columns);
    }

    @Override
    public Collection<String> names() {
        Set<String> names = new LinkedHashSet<>(fields.keySet());
        row.source().ifPresent(source -> names.addAll(source.mentioned()));
        row.path().forEach(part -> names.add(part.identifier()));
        names.add(ROW);
        return new ArrayList<>(names);
    }

    @Override
    public Collection<String> columns(String name) {
        return row.at(step(name)).map(source -> List.copyOf(source.mentioned())).orElse(List.of());
    }

    @Override
    public boolean isTimestamp(Input input) {
        Operand operand = operand(input);
        Optional<ColumnType> type = Optional.empty();
        if (operand instanceof Operand.Member member) {
            type = Optional.ofNullable(fields.get(member.field())).flatMap(Shown::type);
        } else if (operand instanceof Operand.Column column) {
            type = row.at(column.step()).map(source -> source.types().get(column.column()));
        }
        return type.map(ColumnType::isTimestamp).orElse(false);
    }

    @Override
    public void used(Input input, Place place) {
        Operand operand = operand(input);
        if (operand instanceof Operand.Member member) {
            Optional.ofNullable(fields.get(member.field())).ifPresent(field -> check(field, place));
        } else if (operand instanceof Operand.Column column) {
            // where the columns are declared, the expression has been checked against them already
            row.at(column.step())
                    .filter(source -> source.columns().isEmpty())
                    .ifPresent(source -> uses.add(source.name(), column.column(), place));
        }
    }

    private void check(Shown field, Place place) {
        if (sees == Sees.ROW && !field.withRow()) {
            needsTotal(what, field, row, place, problems);
        } else if (sees == Sees.OBJECT && field.isList()) {
            String message = "`" + what + "`: `" + field.name() + "` is a list of related rows, not a value";
            String hint = "make it of `count`, `sum`, `min` and the like, or of `row." + field.name() + "`";
            problems.error("expr-many", place, message, hint);
        }
    }

    static void needsTotal(String what, Shown field, Row row, Place place, Problems problems) {
        String message = "`" + what + "`: `" + field.name()
                + "` is not known with the row: it is made of rows that reference it";
        String of = row.source().map(source -> " of " + source.name()).orElse("");
        String hint = "make a view" + of + " that has `" + field.name() + "`, and use that view here";
        problems.error("needs-total", place, message, hint);
    }
}
