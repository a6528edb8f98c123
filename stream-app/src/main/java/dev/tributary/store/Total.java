package dev.tributary.store;

import dev.tributary.view.Field;

/** An aggregate, see {@link Tally}. */
public record Total(int id, Field.Function function) implements Slot {}
