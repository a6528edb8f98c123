/** A trial from its seed to its report. */
@NullMarked
package dev.tributary.trials.trial;

import org.jspecify.annotations.NullMarked;
