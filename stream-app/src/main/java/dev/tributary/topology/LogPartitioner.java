package dev.tributary.topology;

import dev.tributary.codec.Drafts;
import dev.tributary.plan.Log;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * A log's records by their routing key, so that all that concerns a key is in one partition of every log of that key. A
 * truncation concerns all keys: it goes to every partition.
 */
public final class LogPartitioner implements StreamPartitioner<byte[], byte[]> {
    private final Log log;

    public LogPartitioner(Log log) {
        this.log = log;
    }

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
        if (Drafts.isTruncation(key)) {
            return Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
        }
        return Optional.of(Set.of(partition(log.routing(key), partitions)));
    }

    /** The partition of a routing key: Kafka's own hash of its canonical bytes. */
    public static int partition(byte[] routingKey, int partitions) {
        return Utils.toPositive(Utils.murmur2(routingKey)) % partitions;
    }
}
