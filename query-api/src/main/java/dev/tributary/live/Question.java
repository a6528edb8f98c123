package dev.tributary.live;

import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.query.Chosen;
import dev.tributary.query.Lookup;
import dev.tributary.runtime.LogTail.Spot;
import dev.tributary.runtime.ViewReads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a client follows: one document, those of a lookup, or all of a view.
 *
 * @param key the canonical key of the one document
 * @param lookup empty with a key
 * @param chosen what of each document is sent
 */
public record Question(ViewReads view, Optional<byte[]> key, Optional<Lookup> lookup, Chosen chosen) {

    /** One document. */
    public static Question of(ViewReads view, byte[] key, Chosen chosen) {
        return new Question(view, Optional.of(key), Optional.empty(), chosen);
    }

    /** All documents of a view, or those that a lookup asks for. */
    public static Question of(ViewReads view, Optional<Lookup> lookup, Chosen chosen) {
        return new Question(view, Optional.empty(), lookup, chosen);
    }

    Plan plan() {
        return view.plan();
    }

    String name() {
        return plan().view().name();
    }

    /** Where the changes of a document are. */
    Spot spotOf(byte[] document) {
        return new Spot(plan().documents(), view.partitionOf(document));
    }

    /** All partitions of logs in which there may be something of it, in an order that stays the same. */
    List<Spot> spots() {
        if (key.isPresent()) {
            return List.of(spotOf(key.get()));
        }
        List<Spot> spots = new ArrayList<>(spotsOf(plan().documents()));
        lookup.ifPresent(asked -> asked.values().stream()
                .map(view::partitionOf)
                .distinct()
                .sorted()
                .forEach(partition -> spots.add(new Spot(asked.index().log(), partition))));
        return spots;
    }

    private List<Spot> spotsOf(Log log) {
        return IntStream.range(0, view.partitions())
                .mapToObj(partition -> new Spot(log, partition))
                .toList();
    }

    /** The document to which an entry of the lookup's log leads; empty when the entry is of other values. */
    Optional<byte[]> found(byte[] entry) {
        for (byte[] values : lookup.map(Lookup::values).orElse(List.of())) {
            if (entry.length > values.length && Arrays.equals(entry, 0, values.length, values, 0, values.length)) {
                return Optional.of(Arrays.copyOfRange(entry, values.length, entry.length));
            }
        }
        return Optional.empty();
    }
}
