/**
 * Tests of view files: from Java with {@link dev.tributary.testing.ViewTester}, from YAML with
 * {@link dev.tributary.testing.CaseRunner}.
 */
@NullMarked
package dev.tributary.testing;

import org.jspecify.annotations.NullMarked;
