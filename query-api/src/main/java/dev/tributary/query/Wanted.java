package dev.tributary.query;

/**
 * A document to read for those who follow the logs.
 *
 * @param key canonical
 * @param least the offset of a record that the copy must have taken in; -1 for any copy
 */
public record Wanted(byte[] key, long least) {}
