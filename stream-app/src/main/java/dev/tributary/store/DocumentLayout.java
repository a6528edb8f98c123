package dev.tributary.store;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of a view's documents to read them.
 *
 * @param keyParts how many values a document's key has
 * @param slots at index i the one numbered i + 1
 * @param deferred computed values, by number
 * @param looksAt the slots that each of them looks at
 */
public record DocumentLayout(int keyParts, List<Slot> slots, List<Deferred> deferred, List<BitSet> looksAt) {
    public DocumentLayout {
        slots = List.copyOf(slots);
        deferred = List.copyOf(deferred);
        looksAt = List.copyOf(looksAt);
    }

    /** What has a number. */
    public Slot slot(int number) {
        return slots.get(number - 1);
    }

    /** Whether a computed value has all that it looks at when only some slots are written; null: all are. */
    boolean isNeeded(int number, @Nullable BitSet written) {
        if (written == null) {
            return true;
        }
        BitSet missing = (BitSet) looksAt.get(number).clone();
        missing.andNot(written);
        return missing.isEmpty();
    }

    /** Whether it is a collection without whose rows its parent is left out. */
    boolean isRequired(int slot) {
        return slot(slot) instanceof Collection collection && collection.required();
    }
}
