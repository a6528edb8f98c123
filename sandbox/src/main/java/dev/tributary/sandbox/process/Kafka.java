package dev.tributary.sandbox.process;

/** The Kafka of a trial. */
public interface Kafka extends AutoCloseable {
    /** For clients' {@code bootstrap.servers}. */
    String bootstrapServers();

    /** On how many brokers each partition is kept. */
    int replication();

    @Override
    void close();
}
