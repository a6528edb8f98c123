/** Configuration, and how problems of any file are reported. */
@NullMarked
package dev.tributary.config;

import org.jspecify.annotations.NullMarked;
