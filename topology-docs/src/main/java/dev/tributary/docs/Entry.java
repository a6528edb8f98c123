package dev.tributary.docs;

/**
 * A topic or a store, and why it is there.
 *
 * @param name of the topic or the store
 * @param partitioning what decides the partition of an entry
 * @param loss what its loss would cost, and how it is made again
 */
record Entry(String name, String purpose, String key, String partitioning, String loss) {}
