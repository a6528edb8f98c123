/** The HTTP API. */
@NullMarked
package dev.tributary.http;

import org.jspecify.annotations.NullMarked;
