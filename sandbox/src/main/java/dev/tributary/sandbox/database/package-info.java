/** Databases of services, and the Connect worker that moves their changes to Kafka and documents back. */
@NullMarked
package dev.tributary.sandbox.database;

import org.jspecify.annotations.NullMarked;
