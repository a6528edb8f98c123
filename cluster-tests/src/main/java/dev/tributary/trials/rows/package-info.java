/** What the trial's sources say: a random history, and when each version of each row was sent and acknowledged. */
@NullMarked
package dev.tributary.trials.rows;

import org.jspecify.annotations.NullMarked;
