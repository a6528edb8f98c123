package dev.tributary.plan;

import org.jspecify.annotations.Nullable;

/**
 * A record of a log as a step sees it.
 *
 * @param value an encoded {@link dev.tributary.codec.Message}, or null: a deletion that may be forgotten
 */
public record LogRecord(byte[] key, byte @Nullable [] value, long offset) {}
