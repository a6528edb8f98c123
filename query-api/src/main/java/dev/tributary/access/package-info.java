/** Who asks, what they may see, and how often; knows no HTTP. */
@NullMarked
package dev.tributary.access;

import org.jspecify.annotations.NullMarked;
