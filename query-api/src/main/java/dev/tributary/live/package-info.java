/** Documents as they change: streams of events, and waiting for a change. */
@NullMarked
package dev.tributary.live;

import org.jspecify.annotations.NullMarked;
