package dev.tributary.view;

import java.util.Optional;

/**
 * The row that fields are about.
 *
 * @param source its source; empty when the file names none that there is: then its columns cannot be checked
 * @param optional whether it stands as an object in another row, which is there without it too
 */
record Row(String view, Optional<Source> source, boolean optional) {}
