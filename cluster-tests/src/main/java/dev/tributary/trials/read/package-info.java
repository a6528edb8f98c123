/** Readers at a fixed rate, and what is checked of each answer. */
@NullMarked
package dev.tributary.trials.read;

import org.jspecify.annotations.NullMarked;
