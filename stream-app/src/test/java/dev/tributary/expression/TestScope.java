package dev.tributary.expression;

import dev.tributary.config.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scope with the names that it is given: values, and rows with their columns; open when it has none. */
record TestScope(Map<String, Kind> kinds, Map<String, List<String>> columns, List<String> timestamps, List<String> uses)
        implements Scope {

    /** Where every name is a value, but for the rows `row` and `orders`. */
    static TestScope open() {
        return new TestScope(Map.of(), Map.of(), List.of("at", "since"), new ArrayList<>());
    }

    static TestScope of(Map<String, Kind> kinds, Map<String, List<String>> columns) {
        return new TestScope(kinds, columns, List.of(), new ArrayList<>());
    }

    @Override
    public Optional<Kind> kind(String name) {
        if (kinds.isEmpty()) {
            return name.startsWith("math") || name.startsWith("strings")
                    ? Optional.empty()
                    : Optional.of(name.equals("row") || name.equals("orders") ? Kind.ROW : Kind.VALUE);
        }
        return Optional.ofNullable(kinds.get(name));
    }

    @Override
    public boolean hasColumn(String row, String column) {
        return !columns.containsKey(row) || columns.get(row).contains(column);
    }

    @Override
    public Collection<String> names() {
        return kinds.keySet();
    }

    @Override
    public Collection<String> columns(String row) {
        return columns.getOrDefault(row, List.of());
    }

    @Override
    public boolean isTimestamp(Expression.Input input) {
        return timestamps.contains(input.member().orElse(input.name()));
    }

    @Override
    public void used(Expression.Input input, Place place) {
        uses.add(input.name() + input.member().map(m -> "." + m).orElse("") + " at " + place.line() + ":"
                + place.column() + "+" + place.length());
    }
}
