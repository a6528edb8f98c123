package dev.tributary.trials.fault;

/**
 * Something that is done to a cluster.
 *
 * @param name with its victim
 * @param begin does it
 * @param end mends it, and waits until what was broken is back
 */
record Fault(String name, Runnable begin, Runnable end) {}
