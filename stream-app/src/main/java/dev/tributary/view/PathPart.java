package dev.tributary.view;

import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One name on the way to related rows.
 *
 * @param source empty when there is none of that name
 */
record PathPart(String name, Place place, Optional<Source> source) {

    /** The names of a text like {@code a.b.c}, not looked up yet. */
    static List<PathPart> of(Scalar written) {
        List<PathPart> parts = new ArrayList<>();
        int start = 0;
        for (String name : written.text().split("\\.", -1)) {
            parts.add(new PathPart(name, written.part(start, name.length()), Optional.empty()));
            start += name.length() + 1;
        }
        return parts;
    }

    /** Names as expressions write them. */
    String identifier() {
        return name.replace('-', '_');
    }
}
