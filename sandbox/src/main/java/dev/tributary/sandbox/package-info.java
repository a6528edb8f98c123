/** A real Kafka inside this JVM, its tools, and what a service would write into it. */
@NullMarked
package dev.tributary.sandbox;

import org.jspecify.annotations.NullMarked;
