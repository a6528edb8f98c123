/** Processes on this machine: JVMs, and brokers in them, that end when this one does. */
@NullMarked
package dev.tributary.sandbox.process;

import org.jspecify.annotations.NullMarked;
