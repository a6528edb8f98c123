package dev.tributary.sandbox.process;

/** Brokers that clients can reach. */
public interface Kafka extends AutoCloseable {
    /** For clients' {@code bootstrap.servers}. */
    String bootstrapServers();

    /** On how many brokers each partition is kept. */
    int replication();

    @Override
    void close();
}
