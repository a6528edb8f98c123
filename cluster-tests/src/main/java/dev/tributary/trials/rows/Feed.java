package dev.tributary.trials.rows;

import dev.tributary.sandbox.RowEncoder;
import dev.tributary.sandbox.RowEncoders;
import dev.tributary.sandbox.Topics;
import dev.tributary.sandbox.process.Patience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Produces changes of the shop's rows at a fixed rate, and notes when each was sent and acknowledged. */
public final class Feed implements AutoCloseable {
    private static final int SOURCE_PARTITIONS = 3;
    private static final int INITIAL_PER_SECOND = 2_000;
    private static final long SECOND_NS = 1_000_000_000;
    private static final long REST_NS = 5_000_000;
    private static final Duration SENT_WITHIN = Duration.ofSeconds(60);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(90);

    private final String prefix;
    private final Ledger ledger = new Ledger();
    private final Changes changes;
    private final int perSecond;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, RowEncoder> encoders;
    private final Set<String> poison = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "feed");
    private volatile boolean resting;
    private volatile boolean idle;
    private volatile boolean stopping;
    private long timestamp;

    private Feed(String bootstrapServers, String prefix, long seed, int perSecond) {
        this.prefix = prefix;
        this.perSecond = perSecond;
        changes = new Changes(seed);
        encoders = Shop.SOURCES.stream()
                .collect(Collectors.toMap(
                        each -> each, each -> RowEncoders.of("json", List.of(Shop.keyColumn(each)), Map.of())));
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "linger.ms",
                        0,
                        "acks",
                        "all",
                        "request.timeout.ms",
                        5_000,
                        "delivery.timeout.ms",
                        (int) SENT_WITHIN.toMillis(),
                        "max.block.ms",
                        SENT_WITHIN.toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        thread.setDaemon(true);
    }

    /**
     * Makes the topics, and begins.
     *
     * @param prefix of the topics' names
     * @param perSecond changes, once all rows are there
     */
    public static Feed start(String bootstrapServers, String prefix, long seed, int perSecond) {
        try (Topics topics = Topics.connect(bootstrapServers)) {
            Shop.SOURCES.forEach(source -> topics.create(prefix + "." + source, SOURCE_PARTITIONS));
        }
        Feed feed = new Feed(bootstrapServers, prefix, seed, perSecond);
        feed.thread.start();
        return feed;
    }

    public Ledger ledger() {
        return ledger;
    }

    /** How many changes were sent so far. */
    public int sent() {
        return sent.get();
    }

    /** Waits until the first version of each row is there. */
    public void awaitInitial() {
        Patience.until("the first rows", SENT_WITHIN, () -> acknowledged.get() >= Changes.initial(), this::state);
    }

    private void run() {
        int initial = Changes.initial();
        long next = System.nanoTime();
        while (!stopping && failure.get() == null) {
            idle = resting;
            if (idle) {
                LockSupport.parkNanos(REST_NS);
                continue;
            }
            int rate = sent.get() < initial ? INITIAL_PER_SECOND : perSecond;
            next = Math.max(next + SECOND_NS / rate, System.nanoTime() - SECOND_NS);
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
            try {
                send(changes.next());
            } catch (RuntimeException fault) {
                failure.compareAndSet(null, fault);
            }
        }
    }

    // the callback hears of it
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(Changes.Change change) {
        RowId id = change.id();
        RowVersion version = ledger.next(id, change.row());
        RowEncoder encoder = Objects.requireNonNull(encoders.get(id.source()), id.source());
        List<RowEncoder.Encoded> encoded = version.row()
                .map(encoder::upsert)
                .orElseGet(() -> encoder.delete(RowEncoders.keyRow(List.of(Shop.keyColumn(id.source())), id.key())));
        // between the partitions of a topic the time decides: no two records may have the same
        timestamp = Math.max(timestamp + 1, System.currentTimeMillis());
        for (RowEncoder.Encoded each : encoded) {
            producer.send(
                    new ProducerRecord<>(prefix + "." + id.source(), null, timestamp, each.key(), each.value()),
                    (metadata, fault) -> {
                        if (fault == null) {
                            version.acknowledged();
                            acknowledged.incrementAndGet();
                        } else {
                            failure.compareAndSet(null, fault);
                        }
                    });
        }
        sent.incrementAndGet();
    }

    /** Sends a record to each source that nobody can read. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void poison() {
        for (String source : Shop.SOURCES) {
            String text = "{\"poison\":" + (poison.size() + 1);
            poison.add(text);
            producer.send(new ProducerRecord<>(
                    prefix + "." + source,
                    ("poison-" + poison.size()).getBytes(StandardCharsets.UTF_8),
                    text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** The values of all records that nobody can read. */
    public Set<String> poisoned() {
        return Set.copyOf(poison);
    }

    /** Sends no more until it is told to, and returns when Kafka has all that was sent. */
    public void rest() {
        resting = true;
        Patience.until(
                "the last acknowledgement",
                ACKNOWLEDGED_WITHIN,
                () -> failure.get() != null || (idle && acknowledged.get() == sent.get()),
                this::state);
        Exception fault = failure.get();
        if (fault != null) {
            throw new IllegalStateException("Kafka did not take all changes", fault);
        }
    }

    /** Goes on after a rest. */
    public void goOn() {
        resting = false;
    }

    private String state() {
        return sent + " changes were sent, " + acknowledged + " acknowledged; " + failure;
    }

    @Override
    public void close() {
        stopping = true;
        producer.close(Duration.ofSeconds(5));
    }
}
