/** What is measured, for Prometheus; knows no HTTP. */
@NullMarked
package dev.tributary.metrics;

import org.jspecify.annotations.NullMarked;
