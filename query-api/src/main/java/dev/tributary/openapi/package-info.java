/** What the HTTP API says about itself: its OpenAPI document, and what its problems mean. */
@NullMarked
package dev.tributary.openapi;

import org.jspecify.annotations.NullMarked;
