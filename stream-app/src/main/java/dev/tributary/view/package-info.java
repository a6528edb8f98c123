/** The parsed, checked model of the view files. Knows no Kafka. */
@NullMarked
package dev.tributary.view;

import org.jspecify.annotations.NullMarked;
