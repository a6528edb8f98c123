package dev.tributary.view;

import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns written as one text, {@code "a, b"}, each with its place.
 *
 * @param places as many as names
 */
record ColumnList(List<String> names, List<Place> places) {

    static ColumnList of(Scalar written) {
        List<String> names = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        int start = 0;
        for (String part : written.text().split(",", -1)) {
            String name = part.strip();
            int indent = part.indexOf(name);
            names.add(name);
            places.add(written.part(start + indent, name.length()));
            start += part.length() + 1;
        }
        return new ColumnList(List.copyOf(names), List.copyOf(places));
    }

    void use(String source, ColumnUses uses) {
        for (int i = 0; i < names.size(); i++) {
            uses.add(source, names.get(i), places.get(i));
        }
    }
}
