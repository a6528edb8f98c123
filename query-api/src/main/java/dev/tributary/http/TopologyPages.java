package dev.tributary.http;

import java.util.Optional;

/** The pages on how views are kept, which are made elsewhere, and the files that they refer to. Thread-safe. */
@FunctionalInterface
public interface TopologyPages {
    /** There are none. */
    TopologyPages NONE = name -> Optional.empty();

    /** The page of the view of that name, or the file of that name (with a dot, which no view's name has). */
    Optional<StaticFile> file(String name);
}
