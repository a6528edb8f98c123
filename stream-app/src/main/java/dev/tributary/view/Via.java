package dev.tributary.view;

import dev.tributary.config.Place;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which foreign key a step is to take.
 *
 * @param columns its columns; none when any will do
 */
record Via(List<String> columns, Place place) {
    static final Via ANY = new Via(List.of(), Place.of(""));

    /** As a file has it: `null`, one column, or "a, b". */
    static String write(List<String> columns) {
        if (columns.size() == 1) {
            return columns.get(0);
        }
        return columns.isEmpty() ? "null" : "\"" + String.join(", ", columns) + "\"";
    }

    /** All entries of a way, as a file has them. */
    static String writeAll(List<Via> via) {
        return via.size() == 1
                ? write(via.get(0).columns())
                : via.stream().map(each -> write(each.columns())).collect(Collectors.joining(", ", "[", "]"));
    }

    /** In any order: a set of columns is enough to tell foreign keys apart. */
    boolean allows(Step step) {
        return columns.isEmpty() || new HashSet<>(columns).equals(new HashSet<>(step.columns()));
    }
}
