package dev.tributary.view;

import java.util.Optional;

/**
 * The row that fields are about.
 *
 * @param source its source; empty when the file names none that there is: then its columns cannot be checked
 */
record Row(String view, Optional<Source> source) {}
