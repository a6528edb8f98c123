/** Bytes to rows and back: change formats, canonical keys, messages. */
@NullMarked
package dev.tributary.codec;

import org.jspecify.annotations.NullMarked;
