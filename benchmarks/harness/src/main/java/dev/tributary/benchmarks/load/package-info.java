/** Requests to a service, as fast as they go or at a fixed rate. */
@NullMarked
package dev.tributary.benchmarks.load;

import org.jspecify.annotations.NullMarked;
