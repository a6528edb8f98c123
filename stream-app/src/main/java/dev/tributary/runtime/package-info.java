/** Running applications: topics, progress, state. */
@NullMarked
package dev.tributary.runtime;

import org.jspecify.annotations.NullMarked;
