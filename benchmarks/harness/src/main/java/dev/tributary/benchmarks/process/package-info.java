/** What is measured: brokers and services as processes, and what they cost. */
@NullMarked
package dev.tributary.benchmarks.process;

import org.jspecify.annotations.NullMarked;
