/** Finding and reading the documents of views. */
@NullMarked
package dev.tributary.query;

import org.jspecify.annotations.NullMarked;
