package dev.tributary.benchmarks.rows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The topics of services; keys are the rows' numbers as text. Thread-safe. */
public final class Topics implements AutoCloseable {
    public static final int PARTITIONS = 4;

    private final KafkaProducer<String, String> producer;
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();

    private Topics(KafkaProducer<String, String> producer) {
        this.producer = producer;
    }

    /** Makes them. */
    public static Topics create(String bootstrap, List<String> names) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            Stream<NewTopic> topics = names.stream()
                    .map(name ->
                            new NewTopic(name, PARTITIONS, (short) 1).configs(Map.of("cleanup.policy", "compact")));
            admin.createTopics(topics.toList()).all().get();
        }
        // the first records may come before the leaders of new topics; a producer with sequence numbers does not get
        // over that
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "linger.ms",
                0,
                "enable.idempotence",
                false,
                "max.in.flight.requests.per.connection",
                1);
        return new Topics(new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer()));
    }

    /** Writes every row, and returns when all are there. */
    public void fill(Ledger ledger) {
        ledger.each(this::send);
        flush();
    }

    /** Writes a row; it is acknowledged later. */
    public void send(Row row) {
        send(row.topic(), row.key(), row.json());
    }

    /** Writes a row; it is acknowledged later. */
    public void send(String topic, int key, String row) {
        send(topic, key, row, () -> {});
    }

    /**
     * Writes a row.
     *
     * @param acknowledged runs when it has been, on the producer's thread: it must not wait
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of a failure
    public void send(String topic, int key, String row, Runnable acknowledged) {
        producer.send(new ProducerRecord<>(topic, Integer.toString(key), row), (where, failure) -> {
            if (failure == null) {
                acknowledged.run();
            } else {
                failed.set(failure);
            }
        });
    }

    /** Returns when all that was sent is there. */
    public void flush() {
        producer.flush();
        Exception failure = failed.get();
        if (failure != null) {
            throw new IllegalStateException("a row was not taken", failure);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
