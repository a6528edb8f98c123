package dev.tributary.runtime;

/** Kafka did not do what it was asked. */
public final class KafkaFailure extends RuntimeException {
    public KafkaFailure(String message) {
        super(message);
    }

    public KafkaFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
