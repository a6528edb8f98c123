/** What a team writes today: the shop's documents by Kafka Streams' DSL, served by a controller of its own. */
@NullMarked
package dev.tributary.benchmarks.dsl;

import org.jspecify.annotations.NullMarked;
