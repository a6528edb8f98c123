/** Draws and describes how a view is kept: pages to read, and text for the terminal. */
@NullMarked
package dev.tributary.docs;

import org.jspecify.annotations.NullMarked;
