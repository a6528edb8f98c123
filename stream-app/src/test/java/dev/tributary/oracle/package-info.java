/**
 * The independent truth: view files evaluated naively in memory. It shares no code with the engine, not even the reading
 * of the files, so that a mistake has to be made twice to go unseen.
 */
@NullMarked
package dev.tributary.oracle;

import org.jspecify.annotations.NullMarked;
