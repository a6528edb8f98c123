/** The composition root: {@code main}, and one class a command. */
@NullMarked
package dev.tributary.cli;

import org.jspecify.annotations.NullMarked;
