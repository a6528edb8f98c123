/** What was measured, as tables and as JSON. */
@NullMarked
package dev.tributary.benchmarks.report;

import org.jspecify.annotations.NullMarked;
