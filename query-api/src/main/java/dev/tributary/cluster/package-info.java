/** The instances of a service: which have which copies, and how they read each other's. */
@NullMarked
package dev.tributary.cluster;

import org.jspecify.annotations.NullMarked;
