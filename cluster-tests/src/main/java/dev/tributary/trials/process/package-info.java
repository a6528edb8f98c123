/** Brokers, instances and disks of a trial: processes that end when the trial does. */
@NullMarked
package dev.tributary.trials.process;

import org.jspecify.annotations.NullMarked;
