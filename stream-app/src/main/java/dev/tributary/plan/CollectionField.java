package dev.tributary.plan;

import dev.tributary.store.Collection;
import java.util.List;

/**
 * A field of documents that is a collection.
 *
 * @param way the slots that lead to it, see {@link dev.tributary.store.DocumentReader#collection}
 * @param outline what is known of it
 * @param slot how the document shows it
 */
public record CollectionField(String name, List<Integer> way, Outline outline, Collection slot) {
    public CollectionField {
        way = List.copyOf(way);
    }
}
