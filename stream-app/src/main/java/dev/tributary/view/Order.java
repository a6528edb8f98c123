package dev.tributary.view;

/**
 * One criterion of an order.
 *
 * @param by a column of the related row or of one passed on the way, or a computed field of the related row's object
 */
public record Order(Operand by, boolean descending) {}
