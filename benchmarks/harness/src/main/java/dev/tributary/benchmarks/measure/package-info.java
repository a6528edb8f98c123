/** One class for each figure. */
@NullMarked
package dev.tributary.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
