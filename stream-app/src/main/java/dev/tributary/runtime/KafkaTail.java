package dev.tributary.runtime;

import dev.tributary.codec.Message;
import dev.tributary.config.ServiceConfig;
import dev.tributary.plan.Log;
import dev.tributary.plan.Plan;
import dev.tributary.topology.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** A tail by a consumer of its own, which is in no group. Values are looked at, not copied. */
final class KafkaTail implements LogTail {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final Topics topics;
    private final String documents;
    private final KafkaConsumer<byte[], Boolean> consumer;
    private Map<String, Log> logs = Map.of();

    /** @param topics of the view's logs */
    KafkaTail(ServiceConfig config, Plan plan, Topics topics) {
        this.topics = topics;
        documents = topics.topic(plan.documents());
        Map<String, Object> properties = new HashMap<>(config.kafka());
        properties.put(
                ConsumerConfig.CLIENT_ID_CONFIG,
                config.service() + "-" + plan.view().name() + "-tail");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new Liveness());
    }

    /** Whether a value says that the row is there. */
    private static final class Liveness implements Deserializer<Boolean> {
        @Override
        public Boolean deserialize(String topic, byte @Nullable [] value) {
            return value != null && value.length > 0 && Message.isLive(value[0]);
        }

        @Override
        public Boolean deserialize(String topic, Headers headers, @Nullable ByteBuffer value) {
            return value != null && value.hasRemaining() && Message.isLive(value.get(value.position()));
        }
    }

    @Override
    public String logs() {
        return documents;
    }

    @Override
    public Map<Spot, Long> beginnings(Collection<Spot> spots) {
        return bySpot(spots, consumer::beginningOffsets);
    }

    @Override
    public Map<Spot, Long> ends(Collection<Spot> spots) {
        return bySpot(spots, consumer::endOffsets);
    }

    private Map<Spot, Long> bySpot(
            Collection<Spot> spots, Function<Collection<TopicPartition>, Map<TopicPartition, Long>> ask) {
        Map<TopicPartition, Spot> asked = spots.stream().collect(Collectors.toMap(this::partition, spot -> spot));
        Map<Spot, Long> offsets = new HashMap<>();
        asked.forEach((partition, spot) -> offsets.put(spot, 0L));
        ask.apply(asked.keySet()).forEach((partition, offset) -> offsets.put(spot(asked, partition), offset));
        return offsets;
    }

    private static Spot spot(Map<TopicPartition, Spot> asked, TopicPartition partition) {
        Spot spot = asked.get(partition);
        if (spot == null) {
            throw new IllegalStateException("Kafka tells of " + partition + ", which was not asked for");
        }
        return spot;
    }

    @Override
    public void follow(Map<Spot, Long> from) {
        logs = from.keySet().stream().map(Spot::log).distinct().collect(Collectors.toMap(topics::topic, log -> log));
        consumer.assign(from.keySet().stream().map(this::partition).toList());
        from.forEach((spot, offset) -> consumer.seek(partition(spot), offset));
    }

    @Override
    public List<Entry> poll(Duration atMost) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], Boolean> each : consumer.poll(atMost)) {
                Log log = logs.get(each.topic());
                if (log != null && each.key() != null) {
                    entries.add(new Entry(new Spot(log, each.partition()), each.offset(), each.key(), each.value()));
                }
            }
        } catch (WakeupException woken) {
            // somebody has something else to do for this thread
        }
        return entries;
    }

    @Override
    public long position(Spot spot) {
        return consumer.position(partition(spot));
    }

    private TopicPartition partition(Spot spot) {
        return new TopicPartition(topics.topic(spot.log()), spot.partition());
    }

    @Override
    public void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_WAIT));
    }
}
