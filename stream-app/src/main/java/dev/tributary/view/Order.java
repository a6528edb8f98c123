package dev.tributary.view;

/**
 * One criterion of an order.
 *
 * @param step which row of the path the column is of: an index into the path; its last is the related row itself
 */
public record Order(int step, String column, boolean descending) {}
