/** The shop's documents as a team with Quarkus writes it: its extension runs the topology, Quarkus REST answers. */
@NullMarked
package dev.tributary.benchmarks.quarkus;

import org.jspecify.annotations.NullMarked;
