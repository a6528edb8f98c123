package dev.tributary.query;

import dev.tributary.plan.Index;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A question for documents by values of their fields.
 *
 * @param values tuples, of which a document has at least one; ascending, each once
 */
public record Lookup(Index index, List<byte[]> values) {

    /** The same question, however it is put. */
    public static Lookup of(Index index, Collection<byte[]> values) {
        TreeSet<byte[]> ascending = new TreeSet<>(Arrays::compareUnsigned);
        ascending.addAll(values);
        return new Lookup(index, List.copyOf(ascending));
    }
}
