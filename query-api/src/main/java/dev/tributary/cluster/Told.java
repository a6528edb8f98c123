package dev.tributary.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an instance tells the others of its copies.
 *
 * @param views by name
 */
public record Told(Map<String, OfView> views) {
    static final Told NOTHING = new Told(Map.of());

    /**
     * Of one view.
     *
     * @param definition tells it from others of the same name
     * @param copies of each store, by the name of its log
     */
    public record OfView(String definition, Map<String, List<Copy>> copies) {}

    /**
     * A copy that can be read.
     *
     * @param active whether it is kept current; else it stands by or is restored
     * @param behind records of the log that it has not taken in
     * @param lagMs for how long the oldest of all that it shows not yet has waited
     */
    public record Copy(int partition, boolean active, long behind, long lagMs) {}

    /** The copy of a partition; empty when there is none, or it is of another definition. */
    Optional<Copy> copy(String view, String definition, String log, int partition) {
        OfView told = views.get(view);
        if (told == null || !told.definition.equals(definition)) {
            return Optional.empty();
        }
        return told.copies.getOrDefault(log, List.of()).stream()
                .filter(copy -> copy.partition == partition)
                .findFirst();
    }
}
