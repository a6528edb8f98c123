package dev.tributary.runtime;

import dev.tributary.config.HostPort;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which instance has which copies of a view's documents, as this instance knows it.
 *
 * @param instances all that work on the view, with copies or without, by the addresses that they advertise
 */
public record Placement(Set<HostPort> instances, List<Partition> partitions) {
    /** Nothing is known, or this view does not run. */
    public static final Placement UNKNOWN = new Placement(Set.of(), List.of());

    public Placement {
        instances = Set.copyOf(instances);
        partitions = List.copyOf(partitions);
    }

    /**
     * The copies of one partition.
     *
     * @param active the one that is kept current; empty while nobody has it
     */
    public record Partition(int number, Optional<Copy> active, List<Copy> standbys) {
        public Partition {
            standbys = List.copyOf(standbys);
        }
    }

    /**
     * One copy.
     *
     * @param instance empty when that instance advertises no address
     * @param behind how many records of the log it has still to take in; empty when only its instance knows
     */
    public record Copy(Optional<HostPort> instance, OptionalLong behind) {}
}
