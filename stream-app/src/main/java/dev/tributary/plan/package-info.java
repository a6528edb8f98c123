/** A view as steps: pure state machines that know no Kafka. */
@NullMarked
package dev.tributary.plan;

import org.jspecify.annotations.NullMarked;
