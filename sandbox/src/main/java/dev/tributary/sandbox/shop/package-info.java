/** The services of the shop, as small programs: each has its own table, or writes to its own topic, and knows of no other. */
@NullMarked
package dev.tributary.sandbox.shop;

import org.jspecify.annotations.NullMarked;
