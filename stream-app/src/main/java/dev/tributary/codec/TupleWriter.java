package dev.tributary.codec;

/** Writes order-preserving tuples. */
public final class TupleWriter {}
