package dev.tributary.store;

import java.util.OptionalInt;

/**
 * How one collection of a document is read.
 *
 * @param id its number in the layout, 1 to 239; a parent's is smaller than its children's
 * @param parent the number of the collection whose rows have it; 0 for the document's root
 * @param single whether its first row stands for it, or null when there is none; else it is an array
 * @param limit how many rows at most
 * @param required whether its parent row is left out when the collection is empty
 */
public record Collection(int id, int parent, boolean single, OptionalInt limit, boolean required) {}
