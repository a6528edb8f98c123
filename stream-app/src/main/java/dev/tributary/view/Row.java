package dev.tributary.view;

import java.util.List;
import java.util.Optional;

/**
 * The row that fields are about.
 *
 * @param source its source; empty when the file names none that there is: then its columns cannot be checked
 * @param path the way by which it was reached; empty for a document's root
 * @param optional whether it stands as an object in another row, which is there without it too
 * @param groupOf for the root of a grouped view the source whose rows are grouped; {@code source} is then the group itself
 */
record Row(String view, Optional<Source> source, List<PathPart> path, boolean optional, Optional<Source> groupOf) {

    /** Not on the way. */
    static final int NONE = -2;

    /** The root of documents. */
    static Row root(String view, Optional<Source> source) {
        return new Row(view, source, List.of(), false, Optional.empty());
    }

    /** A row of a source, where no view is about it. */
    static Row of(Source source) {
        return root("", Optional.of(source));
    }

    /** Where the row of that name stands in the way; {@link Operand#OWN} for the last, and {@link #NONE} where there is none. */
    int step(String name) {
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).name().equals(name)) {
                return i == path.size() - 1 ? Operand.OWN : i;
            }
        }
        return NONE;
    }

    /** The source of the row at a step. */
    Optional<Source> at(int step) {
        if (step == NONE) {
            return Optional.empty();
        }
        return step == Operand.OWN ? source : path.get(step).source();
    }

    /** The way as a file writes it. */
    String way() {
        return String.join(".", path.stream().map(PathPart::name).toList());
    }
}
