/** Ordered stores with batches and snapshots, and the layout of documents in them. */
@NullMarked
package dev.tributary.store;

import org.jspecify.annotations.NullMarked;
