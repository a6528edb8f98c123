/** CEL expressions over JSON values: numbers are exact, null is a value, and nothing runs without bounds. */
@NullMarked
package dev.tributary.expression;

import org.jspecify.annotations.NullMarked;
