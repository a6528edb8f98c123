package dev.tributary.runtime;

import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.store.OrderedStore;
import dev.tributary.topology.LogPartitioner;
import java.util.Optional;

/** A view of this process, for readers. Thread-safe. */
public interface ViewReads {
    Plan plan();

    /** How many partitions the view's documents are spread over. */
    int partitions();

    ViewStatus status();

    /** What the status says of what a reader can expect, for less than all of it costs. */
    default ViewStatus.State state() {
        return status().state();
    }

    /** How far the view is behind its sources now, likewise. */
    default Lag lag() {
        ViewStatus status = status();
        return new Lag(status.lagRecords(), status.lagMs());
    }

    /** Which instances have which copies of one of the view's stores. */
    default Placement placement(Log log) {
        return Placement.UNKNOWN;
    }

    /** Which instances have which copies of its documents. */
    default Placement placement() {
        return placement(plan().documents());
    }

    /** This instance's copy of a partition of one of the view's stores; empty when it has none that is open. */
    Optional<OrderedStore> copy(Log log, int partition);

    /**
     * Whether this instance's copy of a partition is the one that is kept current, as far as is known here; else it stands by or
     * is restored, or there is none.
     */
    default boolean isActive(Log log, int partition) {
        return copy(log, partition).isPresent();
    }

    /** This instance's copy of a partition's documents; empty when it has none that is open. */
    default Optional<OrderedStore> copy(int partition) {
        return copy(plan().documents(), partition);
    }

    /** How far this instance's copy of a partition of a log has come; empty when it has none that is open. */
    default Optional<CopyState> copyState(Log log, int partition) {
        return Optional.empty();
    }

    /** How far this instance's copy of a partition's documents has come; empty when it has none that is open. */
    default Optional<CopyState> copyState(int partition) {
        return copyState(plan().documents(), partition);
    }

    /**
     * Opens a tail of the view's logs; empty while the view has not started.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka cannot be reached
     */
    default Optional<LogTail> tail() {
        return Optional.empty();
    }

    /** The partition of a document's canonical key, or of the values of a lookup. */
    default int partitionOf(byte[] key) {
        return LogPartitioner.partition(key, partitions());
    }
}
