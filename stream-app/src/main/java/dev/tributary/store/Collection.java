package dev.tributary.store;

import java.util.OptionalInt;

/**
 * How one collection of a document is read.
 *
 * @param id its number in the layout; a parent's is smaller than its children's
 * @param parent the number of the collection whose rows have it; 0 for the document's root
 * @param single whether its first row stands for it
 * @param absent what a single one is when there is no row
 * @param keyed whether it is an object by its fragments' keys, instead of an array
 * @param unique whether of the rows with one key only the first is shown
 * @param limit how many rows at most
 * @param required whether its parent row is left out when the collection is empty
 */
public record Collection(
        int id,
        int parent,
        boolean single,
        String absent,
        boolean keyed,
        boolean unique,
        OptionalInt limit,
        boolean required)
        implements Slot {
    String open() {
        return single ? "" : keyed ? "{" : "[";
    }

    String close() {
        return single ? "" : keyed ? "}" : "]";
    }
}
