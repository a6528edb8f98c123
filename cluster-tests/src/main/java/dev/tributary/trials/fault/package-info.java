/** The cluster of a trial, and what is done to it. */
@NullMarked
package dev.tributary.trials.fault;

import org.jspecify.annotations.NullMarked;
