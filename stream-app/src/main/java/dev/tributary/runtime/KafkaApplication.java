package dev.tributary.runtime;

import java.util.List;

/** One Kafka Streams application of the service, for those who watch over it. Thread-safe. */
public interface KafkaApplication {
    /** The source or view that it is for. */
    String name();

    boolean isView();

    /** Why records may go to the dead letters, each in one word. */
    List<String> burialReasons();

    Figures figures();

    /**
     * What its clients have done since they were started, all its threads together.
     *
     * @param threads that are alive
     * @param processed records that went through the topology, those of our own logs included
     * @param consumedBytes read from Kafka, for processing, restoring and standbys
     * @param sent records
     * @param sendErrors records that were not sent
     * @param rebalances of its group in which it took part
     */
    record Figures(
            double threads,
            double processed,
            double consumedBytes,
            double sent,
            double sendErrors,
            double rebalances) {}
}
