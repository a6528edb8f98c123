/** The steps wired into a Kafka Streams topology. */
@NullMarked
package dev.tributary.topology;

import org.jspecify.annotations.NullMarked;
