/** Microbenchmarks of the engine's hot pieces. */
@NullMarked
package dev.tributary.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
