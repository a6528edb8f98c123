package dev.tributary.runtime;

import dev.tributary.config.ServiceConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the dead letters which record of an application no topic takes: its key and the reason, since the value is what is
 * too large. By a producer of its own, made when it is needed: the application's cannot be waited for while it reports
 * what it did not send. Thread-safe.
 */
final class OutgoingDeadLetters implements AutoCloseable {
    /** There is no other reason. */
    static final String TOO_LARGE = "too-large";

    private static final Duration SEND_AT_MOST = Duration.ofSeconds(20);
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(5);

    private final String application;
    private final ServiceConfig config;
    private final Consumer<String> observer;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** @param observer told the reason, in one word, of each that was written */
    OutgoingDeadLetters(String application, ServiceConfig config, Consumer<String> observer) {
        this.application = application;
        this.config = config;
        this.observer = observer;
    }

    /**
     * Returns when Kafka has it.
     *
     * @throws KafkaFailure when it does not take it
     */
    synchronized void bury(ProducerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(Naming.deadLetters(config), record.key(), null);
        add(letter, "application", application);
        add(letter, "topic", record.topic());
        add(letter, "reason", reason);
        try {
            producer().send(letter).get(SEND_AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
            observer.accept(TOO_LARGE);
        } catch (ExecutionException | TimeoutException | KafkaException failure) {
            throw new KafkaFailure("cannot write to the dead letters: " + failure, failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new KafkaFailure("interrupted while writing to the dead letters", stop);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            Map<String, Object> properties = new HashMap<>(config.kafka());
            properties.put(ProducerConfig.CLIENT_ID_CONFIG, application + "-dead-letters");
            properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SEND_AT_MOST.toMillis());
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private static void add(ProducerRecord<byte[], byte[]> letter, String name, String value) {
        letter.headers().add("tributary." + name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_AT_MOST);
        }
    }
}
