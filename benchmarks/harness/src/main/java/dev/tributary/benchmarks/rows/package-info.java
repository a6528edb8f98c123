/** The rows of the work, and the documents that they must give. */
@NullMarked
package dev.tributary.benchmarks.rows;

import org.jspecify.annotations.NullMarked;
