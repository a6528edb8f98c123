/** The composition root. */
@NullMarked
package dev.tributary.benchmarks.command;

import org.jspecify.annotations.NullMarked;
