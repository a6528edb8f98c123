/** What is deployed with: Helm's chart, which is rendered, and compared with what it speaks of. */
@NullMarked
package dev.tributary.deploy;

import org.jspecify.annotations.NullMarked;
