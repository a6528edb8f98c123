package dev.tributary.benchmarks.rows;

/**
 * A row that is not what it was.
 *
 * @param document that shows it
 */
public record Change(Row row, int document) {}
